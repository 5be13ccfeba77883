// Package models says what is true: the entities of the house and the rules
// that need no database, no clock and no network.
package models

// Ids are random UUIDs in text; each thing has a type of its own so that one
// cannot be passed for another.

// CompanyID names a company.
type CompanyID string

// UnitID names a unit of a company.
type UnitID string

// PostID names a post of a unit.
type PostID string

// PersonID names a person.
type PersonID string

// CaseID names a case, and its workflow.
type CaseID string

// TaskID names a task; the first task of a seat also names the seat.
type TaskID string

// ActID names one act of one person; it is the idempotency key of the request
// and the update id of the workflow.
type ActID string

// ProxyID names a proxy.
type ProxyID string

// CustomerID names a customer.
type CustomerID string

// VarietyID names a variety of yarn.
type VarietyID string

// AttachmentID names an attachment.
type AttachmentID string

// Cents is money in hundredths of the company's currency.
type Cents int64

// Grams is a weight.
type Grams int64
