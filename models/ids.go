// Package models says what is true: the entities of the house and the rules
// that need no database, no clock and no network.
package models

// Ids are random UUIDs in text; each thing has a type of its own so that one
// cannot be passed for another.
type (
	CompanyID string
	UnitID    string
	PostID    string
	PersonID  string
	CaseID    string
	// TaskID also names the seat of a slate that the task stands for.
	TaskID string
	// ActID names one act of one person; it is the idempotency key of the request
	// and the update id of the workflow.
	ActID        string
	ProxyID      string
	CustomerID   string
	VarietyID    string
	AttachmentID string
)

// Cents is money in hundredths of the company's currency.
type Cents int64

// Grams is a weight.
type Grams int64
