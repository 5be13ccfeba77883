package pages

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/boombuler/barcode/qr"

	"countersign/api"
	"countersign/models"
)

// A paperMatter is a form on paper, in as many copies as it has (sample.form).
type paperMatter struct {
	api.PaperView
	Lines  lineTable
	Matrix *matrixMatter
	Signed []signedSeat
	Handed []api.EventView // how seats came to others: handed on, looked at first, added
	Sheets []paperSheet
	Last   api.EventView
	Stamp  string // why it is not to be used; empty for what is in force
}

// A paperSheet is one copy; the gate copy has the pass as a code to scan.
type paperSheet struct {
	Copy string
	N    int
	Code template.HTML
	Link string
}

// A signedSeat is a signature as it stands on paper.
type signedSeat struct {
	api.SeatView
	Step string
}

func paper(v *visit) error {
	printed, err := v.house.Paper(v.context(), v.who, v.caseID())
	if err != nil {
		return err
	}
	m := paperMatter{PaperView: printed, Lines: tableOf(printed.Document), Matrix: matrixOf(printed.CaseView), Signed: signedSeats(printed.CaseView), Handed: handed(printed.Events)}
	if m.Stamp = v.t("page-not-effective"); printed.InForce {
		m.Stamp = ""
	} else if printed.ClosedAt != nil {
		m.Stamp = printed.State.Name
	}
	copies := printed.Copies
	if printed.Kind != models.KindSampleRequest {
		copies = []string{"only"}
	}
	for i, name := range copies {
		sheet := paperSheet{Copy: name, N: i + 1}
		if name == "gate" && printed.Token != "" && printed.InForce {
			sheet.Link = v.PublicURL + "/g/" + printed.Token
			if sheet.Code, err = code(sheet.Link); err != nil {
				return err
			}
		}
		m.Sheets = append(m.Sheets, sheet)
	}
	if n := len(printed.Events); n > 0 {
		m.Last = printed.Events[n-1]
	}
	return v.show(http.StatusOK, "paper", v.titleOf(printed.CaseView), m)
}

// signedSeats are the seats that were filled, in the order of the steps. Who only gave
// advice or an answer has filled none.
func signedSeats(c api.CaseView) (all []signedSeat) {
	for _, slate := range c.Slates {
		for _, round := range slate.Rounds {
			for _, seat := range round.Seats {
				if seat.State == "done" && seat.By != "" && !seat.Fell && seat.Verb != models.Advise && seat.Verb != models.Answer {
					all = append(all, signedSeat{seat, slate.StepName})
				}
			}
		}
	}
	return all
}

// handed are the entries that say how a seat came to somebody else, so that the paper
// shows it as the history does.
func handed(events []api.EventView) (all []api.EventView) {
	for _, e := range events {
		if slices.Contains([]models.Verb{models.Transfer, models.Delegate, models.Advise, models.Recall, models.AddSigner, models.RemoveSigner, models.TakeBack, models.SendBack}, models.Verb(e.Kind)) {
			all = append(all, e)
		}
	}
	return all
}

// code draws a QR code as SVG, one module a unit, with the quiet zone around it.
func code(link string) (template.HTML, error) {
	bars, err := qr.Encode(link, qr.M, qr.Auto)
	if err != nil {
		return "", fmt.Errorf("pages: QR code: %w", err)
	}
	size := bars.Bounds().Dx()
	var d strings.Builder
	for y := range size {
		for x := range size {
			if r, _, _, _ := bars.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&d, "M%d %dh1v1h-1z", x+4, y+4)
			}
		}
	}
	return template.HTML(fmt.Sprintf(`<svg class="qr" viewBox="0 0 %d %d" shape-rendering="crispEdges" role="img" aria-label="QR"><rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>`,
		size+8, size+8, d.String())), nil // drawn from numbers only
}
