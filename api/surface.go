package api

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
)

// Surface is what pages ask of a Server. Every error is a *models.Error; what a
// person may not see is models.Missing, as what is not there.
type Surface interface {
	// Identify finds who is asking by cookie or bearer token; models.Unidentified without.
	Identify(r *http.Request) (Person, error)
	// Login signs in and sets the cookie; Logout ends the session and clears it.
	Login(w http.ResponseWriter, r *http.Request, login, password string) (Person, error)
	Logout(w http.ResponseWriter, r *http.Request) error
	SetLanguage(ctx context.Context, who Person, lang string) error

	Inbox(ctx context.Context, who Person, box Box, filter InboxFilter, cursor string) (InboxPage, error)
	Count(ctx context.Context, who Person) (Count, error)
	Cases(ctx context.Context, who Person, q CaseQuery) (CasePage, error)
	Case(ctx context.Context, who Person, id models.CaseID) (CaseView, error)
	// WhoCould explains who could do verb on the case and why others may not.
	WhoCould(ctx context.Context, who Person, id models.CaseID, verb models.Verb, task models.TaskID) (WhoCould, error)
	// Prediction tells which steps and signers come next as things stand.
	Prediction(ctx context.Context, who Person, id models.CaseID) (PredictionView, error)
	// Choices are the signers whom the applicant of a draft has to choose.
	Choices(ctx context.Context, who Person, id models.CaseID) ([]ChoiceView, error)
	GatePass(ctx context.Context, who Person, token string) (PassView, error)

	// Kinds lists the kinds of cases and the forms of the person's company.
	Kinds(ctx context.Context, who Person) ([]KindView, error)
	// MayStart lists the kinds that the person may submit.
	MayStart(ctx context.Context, who Person) ([]models.Kind, error)
	// StartDraft makes one draft of the same document under the same key; "" makes a new one each time.
	StartDraft(ctx context.Context, who Person, kind models.Kind, document json.RawMessage, key models.ActID) (DraftView, error)
	// DraftOfForm is one draft of what is sent by an empty form with the key, as long as nobody has worked on it.
	DraftOfForm(ctx context.Context, who Person, kind models.Kind, document json.RawMessage, key models.ActID) (DraftView, error)
	// SaveDraft replaces the document of a draft or of a returned case, where it still has the digest was.
	SaveDraft(ctx context.Context, who Person, id models.CaseID, was models.Digest, document json.RawMessage) (DraftView, error)
	DiscardDraft(ctx context.Context, who Person, id models.CaseID) error
	// Check tells what keeps a draft from being submitted, without submitting it.
	Check(ctx context.Context, who Person, id models.CaseID) (DraftView, error)
	// Submit and Act need a key that the caller makes once per click; the same key gets the same receipt.
	Submit(ctx context.Context, who Person, id models.CaseID, key models.ActID, digest models.Digest) (models.Receipt, error)
	Act(ctx context.Context, who Person, id models.CaseID, key models.ActID, form ActForm) (models.Receipt, error)

	Attach(ctx context.Context, who Person, id models.CaseID, field, name string, file activities.File, size int64) (AttachmentView, error)
	// AttachToAct keeps a file for a comment that is sent next with the key act.
	AttachToAct(ctx context.Context, who Person, id models.CaseID, act models.ActID, name string, file activities.File, size int64) (AttachmentView, error)
	Attachment(ctx context.Context, who Person, id models.AttachmentID) (AttachmentView, io.ReadCloser, error)
	Detach(ctx context.Context, who Person, id models.AttachmentID) error

	Register(ctx context.Context, who Person, r Register, month, words, cursor string) (RegisterPage, error)
	Customers(ctx context.Context, who Person, q string) ([]CustomerRow, error)
	Varieties(ctx context.Context, who Person, q string) ([]VarietyRow, error)
	People(ctx context.Context, who Person, q string) ([]PersonRow, error)
	Rules(lang string) []ClauseView
	Organisation(ctx context.Context, who Person) (OrganisationView, error)
	Calendar(ctx context.Context, who Person, year int) (CalendarView, error)
	// Absences are the person's own, who stands in for whom today, and for human resources the company's.
	Absences(ctx context.Context, who Person) (AbsencesView, error)
	EnterAbsence(ctx context.Context, who Person, form AbsenceForm) (AbsenceView, error)
	EndAbsence(ctx context.Context, who Person, id models.AbsenceID, back calendar.Date) error
	Proxies(ctx context.Context, who Person) ([]ProxyView, error)
	GiveProxy(ctx context.Context, who Person, form ProxyForm) (ProxyView, error)
	RevokeProxy(ctx context.Context, who Person, id models.ProxyID) error
	Notices(ctx context.Context, who Person, box NoticeBox, cursor string) (NoticePage, error)
	MarkRead(ctx context.Context, who Person, ids []string) error
}

var _ Surface = (*Server)(nil)
