package models

import "countersign/models/regulation"

// A Revocation asks that a case that took effect be void (approval.revoke).
type Revocation struct {
	Subject CaseID `json:"subject"`
	Reason  string `json:"reason"`
}

// Kind is revocation.
func (*Revocation) Kind() Kind { return KindRevocation }

// Check finds what keeps the revocation from being asked for. subject is the case that
// it is about, nil where there is none that the person may name; bar says why that one
// is not to be revoked.
func (r *Revocation) Check(subject *Case, bar *Error) []FieldError {
	f := faults{clause: regulation.ApprovalRevoke}
	f.text("reason", r.Reason, 2000)
	switch {
	case subject == nil || !subject.State.InForce():
		f.add("subject", "subject-not-in-force")
	case bar != nil:
		f.found = append(f.found, FieldError{At: "subject", Clause: bar.Clause, Key: bar.Key, Args: bar.Args})
	}
	return f.found
}

// InForce reports whether a case in this state has taken effect and was not revoked.
func (s State) InForce() bool { return s == Effective || s == Done }
