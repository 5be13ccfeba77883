package api

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/roster"
)

// An ImportView is what an import changes, or would change. With Complaints it
// changes nothing.
type ImportView struct {
	Preview    bool             `json:"preview"`
	Changes    []ImportChange   `json:"changes"`
	Kept       int              `json:"kept" doc:"Rows that are not in the file and stay."`
	Complaints []string         `json:"complaints"`
	Accounts   []ImportPassword `json:"accounts" doc:"First passwords of new accounts: shown once."`
}

// An ImportChange is a row that is added, changed or ended.
type ImportChange struct {
	Kind   roster.Kind    `json:"kind"`
	Op     roster.Op      `json:"op" enum:"added,changed,ended"`
	Key    string         `json:"key"`
	Fields []roster.Field `json:"fields"`
}

// An ImportPassword is the password that a new account begins with.
type ImportPassword struct {
	No       string `json:"no"`
	Name     string `json:"name"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

// Import brings a workbook or CSV file with the organisation in; preview changes
// nothing. A file may name several companies, so it is for administrators and
// the head of Human Resources of the head office.
func (s *Server) Import(ctx context.Context, who Person, name string, file io.Reader, preview, endMissing bool) (ImportView, error) {
	if err := s.mayImport(who); err != nil {
		return ImportView{}, err
	}
	rows, complaints, err := roster.Read(file, name)
	var broken *roster.FileError
	if errors.As(err, &broken) {
		return ImportView{}, refuse(models.Invalid, "import-unreadable", "Why", broken.Text(who.Lang))
	}
	if err != nil {
		return ImportView{}, err
	}
	if len(complaints) > 0 {
		return importView(who, preview, activities.Differences{Complaints: complaints}, nil), nil
	}
	house, in := activities.Organisation{DB: s.DB, Now: s.Now}, activities.Import{Roster: rows, EndMissing: endMissing}
	d, err := house.Preview(ctx, in)
	if err != nil || preview || len(d.Complaints) > 0 {
		return importView(who, preview, d, nil), err
	}
	d, first, err := house.Apply(ctx, in)
	return importView(who, false, d, first), err
}

func (s *Server) mayImport(who Person) error {
	if err := s.Policies.Current().Decide(s.ask(who, models.Import, models.House)).Err(); err != nil {
		return err
	}
	ofTheHeadOffice := func(h models.Held) bool { return h.Head && h.Rank == models.RankHead && h.Function == models.HR }
	if !who.Administrator && !slices.ContainsFunc(who.standing.Posts, ofTheHeadOffice) {
		return models.Refuse(models.Forbidden, regulation.ApprovalPost, "import-head-office")
	}
	return nil
}

func importView(who Person, preview bool, d activities.Differences, first []activities.FirstPassword) ImportView {
	v := ImportView{Preview: preview, Changes: []ImportChange{}, Kept: d.Kept, Complaints: []string{}, Accounts: []ImportPassword{}}
	for _, c := range d.Changes {
		v.Changes = append(v.Changes, ImportChange{c.Kind, c.Op, c.Key, slices.Concat([]roster.Field{}, c.Fields)})
	}
	for _, c := range d.Complaints {
		v.Complaints = append(v.Complaints, c.Text(who.Lang))
	}
	for _, p := range first {
		v.Accounts = append(v.Accounts, ImportPassword(p))
	}
	return v
}

type importIn struct {
	Preview    bool `query:"preview" default:"false" doc:"Only say what would change."`
	EndMissing bool `query:"endMissing" default:"false" doc:"End what the file no longer has."`
	RawBody    huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"A workbook (.xlsx) or a CSV file."`
	}]
}

func (s *Server) postImport(ctx context.Context, in *importIn) (*of[ImportView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	return answer(s.Import(ctx, whoAsks(ctx), f.Filename, f.File, in.Preview, in.EndMissing))
}
