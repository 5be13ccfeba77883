package api

import (
	"context"
	"strconv"

	"countersign/models"
	"countersign/models/message"
)

// The tables of how the cases stand, as a file has them.
const (
	StandingByDepartment Register = "departments"
	StandingByHolder     Register = "holders"
)

// ExportStanding is what waits for whom as columns and rows, nobody left out.
func (s *Server) ExportStanding(ctx context.Context, who Person, table Register) (RegisterPage, error) {
	v, err := s.standing(ctx, who, models.Export, true)
	if err != nil {
		return RegisterPage{}, err
	}
	p := RegisterPage{Register: table, Name: word(who.Lang, "standing", table), Month: today(s.Now()).String()}
	columns, loads := []registerColumn{text("company"), text("unit")}, v.Departments
	if table == StandingByHolder {
		columns, loads = append(columns, text("post"), text("holder")), v.Holders
	}
	columns = append(columns, number("waiting"), number("tasks-overdue"), text("oldest"))
	for _, c := range columns {
		p.Columns = append(p.Columns, RegisterColumn{c.key, message.Text(who.Lang, "column-"+c.key, nil), c.number})
	}
	for _, l := range loads {
		p.Rows = append(p.Rows, RegisterRow{Cells: l.cells(table == StandingByHolder)})
	}
	return p, nil
}

func (l LoadView) cells(holder bool) []string {
	cells := []string{l.Company, l.Unit}
	if holder {
		cells = append(cells, l.Post, l.Person)
	}
	return append(cells, strconv.Itoa(l.Waiting), strconv.Itoa(l.Overdue), clockTimeOr(l.Oldest))
}

type standingOutIn struct {
	Of     Register `query:"of" enum:"departments,holders" default:"holders"`
	Format string   `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

func (s *Server) getStandingExport(ctx context.Context, in *standingOutIn) (*fileOut, error) {
	p, err := s.ExportStanding(ctx, whoAsks(ctx), in.Of)
	if err != nil {
		return nil, err
	}
	return p.file(in.Format)
}
