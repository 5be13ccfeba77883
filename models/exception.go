package models

import "countersign/models/regulation"

// An Exception asks the general manager to let one case pass a clause that
// refuses it (authority.exception).
type Exception struct {
	Subject CaseID        `json:"subject"`
	Clause  regulation.ID `json:"clause"`
	Reason  string        `json:"reason"`
	Chosen
}

// Kind is exception.
func (*Exception) Kind() Kind { return KindException }

// Check finds what keeps the exception from being asked for. subject is the case
// that it is about; nil where there is none that the applicant may name.
func (e *Exception) Check(subject *Case) []FieldError {
	f := faults{clause: regulation.AuthorityException}
	f.text("reason", e.Reason, 2000)
	if subject == nil || (subject.State != Draft && subject.State != Returned) {
		f.add("subject", "subject-not-draft")
	}
	if c, ok := regulation.Find(e.Clause); !ok || !c.Exceptable() {
		f.add("clause", "clause-not-exceptable")
	}
	return f.found
}
