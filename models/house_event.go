package models

import "time"

// A HouseEventKind is what was done to the house.
type HouseEventKind string

// The kinds of house events.
const (
	AccountOpened        HouseEventKind = "account_opened"
	PasswordReset        HouseEventKind = "password_reset"
	PasswordConfirmed    HouseEventKind = "password_confirmed" // by the second of two
	AccountUnlocked      HouseEventKind = "account_unlocked"
	AccountSuspended     HouseEventKind = "account_suspended"
	AccountResumed       HouseEventKind = "account_resumed"
	FactorsProved        HouseEventKind = "factors_proved"      // after a reset of the password: it is still their owner
	FactorsResetAsked    HouseEventKind = "factors_reset_asked" // by the first of two
	FactorsReset         HouseEventKind = "factors_reset"
	SessionEnded         HouseEventKind = "session_ended"
	SessionsEnded        HouseEventKind = "sessions_ended"
	TokenRevoked         HouseEventKind = "token_revoked"
	AdministratorMade    HouseEventKind = "administrator_made"
	OrganisationImported HouseEventKind = "organisation_imported"
	OrganisationChanged  HouseEventKind = "organisation_changed" // a row of it
	CalendarSet          HouseEventKind = "calendar_set"
	FormKept             HouseEventKind = "form_kept" // a version with other words or fields, and the same signers
)

// HouseEventKinds lists the kinds of house events.
var HouseEventKinds = []HouseEventKind{AccountOpened, PasswordReset, PasswordConfirmed, AccountUnlocked, AccountSuspended, AccountResumed, FactorsProved, FactorsResetAsked, FactorsReset, SessionEnded, SessionsEnded,
	TokenRevoked, AdministratorMade, OrganisationImported, OrganisationChanged, CalendarSet, FormKept}

// A HouseEvent is one thing that was done to the house and not to a case, such as an
// account that was suspended. It is written with what it tells of and never changed
// (approval.record).
type HouseEvent struct {
	At      time.Time
	Kind    HouseEventKind
	Actor   PersonID  // empty = done at the machine itself
	Person  PersonID  // whom it concerns; empty = nobody in particular
	Company CompanyID // whose matter it is; empty = that of Person, or the whole house
	// Detail says more: a login, a reason, how many rows. Never a secret.
	Detail map[string]string
}
