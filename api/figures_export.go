package api

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"time"

	"countersign/models"
	"countersign/models/message"
)

// The tables of the figures, as a file has them.
const (
	FiguresByMonth Register = "throughput"
	FiguresByStep  Register = "steps"
	FiguresClosing Register = "closing"
)

// ExportFigures is one table of the figures as columns and rows: of one kind, or of all
// where it is empty.
func (s *Server) ExportFigures(ctx context.Context, who Person, table Register, months ByMonths, kind models.Kind) (RegisterPage, error) {
	f, err := s.figures(ctx, who, models.Export, months.From, months.To)
	if err != nil {
		return RegisterPage{}, err
	}
	f.only(kind)
	p := RegisterPage{Register: table, Name: word(who.Lang, "figures", table), Month: f.From + " " + f.To}
	columns, rows := f.byMonth()
	switch table {
	case FiguresByStep:
		columns, rows = f.bySteps()
	case FiguresClosing:
		columns, rows = f.byClosing()
	}
	for _, c := range columns {
		p.Columns = append(p.Columns, RegisterColumn{c.key, message.Text(who.Lang, "column-"+c.key, nil), c.number})
	}
	for _, cells := range rows {
		p.Rows = append(p.Rows, RegisterRow{Cells: cells})
	}
	return p, nil
}

func (f FiguresView) byMonth() (columns []registerColumn, rows [][]string) {
	for _, m := range f.Months {
		rows = append(rows, []string{m.Month, m.KindName, strconv.Itoa(m.Opened), strconv.Itoa(m.Completed), strconv.Itoa(m.Refused), strconv.Itoa(m.Withdrawn), strconv.Itoa(m.Revoked), hoursTook(m.Median), hoursTook(m.P90)})
	}
	return []registerColumn{text("month"), text("kind"), number("opened"), number("completed"), number("refused"), number("withdrawn"), number("revoked"), number("hours-median"), number("hours-p90")}, rows
}

// only leaves out what is not of the kind.
func (f *FiguresView) only(kind models.Kind) {
	if kind == "" {
		return
	}
	f.Months = slices.DeleteFunc(f.Months, func(m MonthFigures) bool { return m.Kind != kind })
	f.Steps = slices.DeleteFunc(f.Steps, func(s StepFigures) bool { return s.Kind != kind })
}

// byClosing is how long the cases took that were closed in a month.
func (f FiguresView) byClosing() (columns []registerColumn, rows [][]string) {
	for _, m := range f.Months {
		if m.Median != nil {
			rows = append(rows, []string{m.Month, m.KindName, hoursTook(m.Median), hoursTook(m.P90)})
		}
	}
	return []registerColumn{text("month"), text("kind"), number("hours-median"), number("hours-p90")}, rows
}

func (f FiguresView) bySteps() (columns []registerColumn, rows [][]string) {
	for _, s := range f.Steps {
		rows = append(rows, []string{s.KindName, s.StepName, strconv.Itoa(s.Done), strconv.Itoa(s.Overdue), strconv.FormatFloat(100*s.late(), 'f', 1, 64), hoursTook(s.Median), hoursTook(s.P90)})
	}
	return []registerColumn{text("kind"), text("step"), number("tasks-done"), number("tasks-overdue"), number("percent-overdue"), number("hours-median"), number("hours-p90")}, rows
}

func hoursTook(seconds *int64) string {
	if seconds == nil {
		return ""
	}
	return hoursOf(time.Duration(*seconds) * time.Second)
}

// ByMonths requests name a first and a last month.
type ByMonths struct {
	From string `query:"from" maxLength:"7" doc:"The first month, 2026-06; without it the fifth before the last."`
	To   string `query:"to" maxLength:"7" doc:"The last month, that too; the current one without it."`
}

func (s *Server) getFigures(ctx context.Context, in *ByMonths) (*of[FiguresView], error) {
	return answer(s.Figures(ctx, whoAsks(ctx), in.From, in.To))
}

type figuresOutIn struct {
	ByMonths
	Of     Register    `query:"of" enum:"throughput,steps,closing" default:"throughput"`
	Kind   models.Kind `query:"kind" maxLength:"60" doc:"Of one kind, such as sample_request or form/leave; of all without it."`
	Format string      `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

func (s *Server) getFiguresExport(ctx context.Context, in *figuresOutIn) (*fileOut, error) {
	p, err := s.ExportFigures(ctx, whoAsks(ctx), in.Of, in.ByMonths, in.Kind)
	if err != nil {
		return nil, err
	}
	return p.file(in.Format)
}

// file is the page as a file to download.
func (p RegisterPage) file(format string) (*fileOut, error) {
	write, kind := writeXLSX, workbook
	if format == "csv" {
		write, kind = writeCSV, "text/csv; charset=utf-8"
	}
	var body bytes.Buffer
	if err := write(&body, p); err != nil {
		return nil, err
	}
	return &fileOut{kind, disposition(p.Name + " " + p.Month + "." + format), body.Bytes()}, nil
}
