package api

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
)

// An ImportView is what an import changes, or would change. With Complaints it
// changes nothing.
type ImportView struct {
	Preview    bool             `json:"preview"`
	Changes    []ImportChange   `json:"changes"`
	Digest     models.Digest    `json:"digest" doc:"Of the differences: who brings them in says which were looked at."`
	Kept       int              `json:"kept" doc:"Rows that are not in the file and stay."`
	Complaints []string         `json:"complaints"`
	Faults     []ImportFault    `json:"faults" doc:"The same with their places."`
	Accounts   []ImportPassword `json:"accounts" doc:"First passwords of new accounts: shown once."`
	Idle       []IdleView       `json:"idle" doc:"Of a change of single rows: what it leaves without anybody."`
}

// An IdleView is a post without a holder from a day on, or a person who is gone, and how many
// open tasks wait there now.
type IdleView struct {
	Name  string        `json:"name"` // of the post or person
	Post  bool          `json:"post"`
	From  calendar.Date `json:"from"`
	Tasks int           `json:"tasks"`
}

// An ImportChange is a row that is added, changed or ended.
type ImportChange struct {
	Kind     roster.Kind   `json:"kind"`
	KindName string        `json:"kindName"`
	Op       roster.Op     `json:"op" enum:"added,changed,ended"`
	Key      string        `json:"key"`
	Name     string        `json:"name"`
	Fields   []ImportField `json:"fields"`
}

// An ImportField is a column whose text changes, as people read it.
type ImportField struct {
	Label string `json:"label"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// An ImportFault is what is wrong in a cell of a sheet: Row counts from 1 with the
// heading, 0 where none is meant; Column is empty where the row as a whole is.
type ImportFault struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column" doc:"The heading of the column."`
	What   string `json:"what" doc:"What is wrong, and what to do about it."`
	Text   string `json:"text" doc:"The same with its place."`
}

// An ImportPassword is the password that a new account begins with.
type ImportPassword struct {
	No       string `json:"no"`
	Name     string `json:"name"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

// An ImportWay is how a file is brought in: Preview changes nothing, EndMissing ends what
// the file no longer has. Seen is the digest of the differences that the preview showed: a
// Conflict where it is others by now.
type ImportWay struct {
	Preview    bool          `query:"preview" default:"false" doc:"Only say what would change."`
	EndMissing bool          `query:"endMissing" default:"false" doc:"End what the file no longer has."`
	Seen       models.Digest `query:"seen" maxLength:"64" doc:"Digest of the differences that a preview showed: others are not brought in. Needed but for a preview."`
}

// Import brings a workbook or CSV file with the organisation in, after a preview. A file may name several companies, so it is for administrators and
// the head of Human Resources of the head office.
func (s *Server) Import(ctx context.Context, who Person, name string, file io.Reader, how ImportWay) (ImportView, error) {
	if err := s.mayImport(who); err != nil {
		return ImportView{}, err
	}
	rows, faults, err := roster.Read(file, name)
	var broken *roster.FileError
	if errors.As(err, &broken) {
		return ImportView{}, refuse(models.Invalid, "import-unreadable", "Why", broken.Text(who.Lang))
	}
	if err != nil {
		return ImportView{}, err
	}
	house, in := s.organisation(), activities.Import{Roster: rows, Faults: faults, EndMissing: how.EndMissing, Actor: who.ID, Seen: how.Seen}
	d, err := house.Preview(ctx, in)
	if err == nil && !how.Preview {
		err = wrongRows(d, "roster-wrong")
	}
	if err != nil || how.Preview {
		return importView(who, how.Preview, d, nil), err
	}
	if how.Seen == "" {
		return ImportView{}, refuse(models.Invalid, "roster-unseen")
	}
	d, first, err := house.Apply(ctx, in)
	return importView(who, false, d, first), err
}

// organisation is what imports and changes are brought into.
func (s *Server) organisation() activities.Organisation {
	return activities.Organisation{DB: s.DB, Now: s.Now, Policies: s.Policies}
}

func (s *Server) mayImport(who Person) error {
	return activities.MayBringIn(s.Policies.Current(), who.standing, models.Import, "", s.Now())
}

func importView(who Person, preview bool, d activities.Differences, first []activities.FirstPassword) ImportView {
	v := ImportView{Preview: preview, Changes: []ImportChange{}, Digest: d.Digest(), Kept: d.Kept, Complaints: []string{}, Faults: []ImportFault{}, Accounts: []ImportPassword{}, Idle: idleViews(who.Lang, d)}
	for _, c := range d.Changes {
		v.Changes = append(v.Changes, importChange(who.Lang, c, rowCalled(who.Lang, d, c)))
	}
	for _, c := range d.Complaints {
		kind := roster.Kind(c.Sheet)
		v.Complaints = append(v.Complaints, c.Text(who.Lang))
		v.Faults = append(v.Faults, ImportFault{roster.KindName(kind, who.Lang), c.Row, roster.Heading(kind, c.Column, who.Lang), c.What(who.Lang), c.Text(who.Lang)})
	}
	for _, p := range first {
		v.Accounts = append(v.Accounts, ImportPassword(p))
	}
	return v
}

// A rowsError refuses rows of which some are wrong, and names these.
type rowsError struct {
	refusal *models.Error
	rows    []roster.RowError
}

func (e rowsError) Error() string { return e.refusal.Error() }
func (e rowsError) Unwrap() error { return e.refusal }

// wrongRows refuses to keep rows with complaints; nil where there are none.
func wrongRows(d activities.Differences, key string) error {
	if len(d.Complaints) == 0 {
		return nil
	}
	return rowsError{refuse(models.Invalid, key, "Count", len(d.Complaints)), d.Complaints}
}

// faults are the rows by their places: those of a change are counted from 0, of a file by
// its lines. What is wrong with what is on record has no row.
func (e rowsError) faults(lang string) []FaultView {
	views := make([]FaultView, len(e.rows))
	for i, r := range e.rows {
		at := r.Sheet
		if r.Row > 0 {
			at += "[" + strconv.Itoa(r.Row-1) + "]"
		}
		r.Row = 0 // the place says which
		views[i] = FaultView{At: at + "." + r.Column, Key: r.Code, Text: r.Text(lang)}
	}
	return views
}

func importChange(lang string, c roster.Change, name string) ImportChange {
	v := ImportChange{Kind: c.Kind, KindName: roster.KindName(c.Kind, lang), Op: c.Op, Key: c.Key, Name: name, Fields: []ImportField{}}
	for _, f := range c.Fields {
		v.Fields = append(v.Fields, ImportField{roster.Heading(c.Kind, f.Name, lang), roster.Cell(c.Kind, f.Name, f.Old, lang), roster.Cell(c.Kind, f.Name, f.New, lang)})
	}
	return v
}

type importIn struct {
	ImportWay
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"A workbook (.xlsx) or a CSV file."`
	}]
}

func (s *Server) postImport(ctx context.Context, in *importIn) (*of[ImportView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	return answer(s.Import(ctx, whoAsks(ctx), f.Filename, f.File, in.ImportWay))
}
