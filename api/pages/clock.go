package pages

import (
	"fmt"
	"time"

	"countersign/api"
	"countersign/models"
)

// A clockMatter is how the time of a case was spent: one line for each to whom it is
// charged.
type clockMatter struct {
	api.ClockView
	Lines []spentLine
	Total spentLine
}

// A spentLine is one line of it.
type spentLine struct {
	Party         models.Party
	Name, Who     string
	Working, Wall string
	Share         int // of the whole time, in hundredths
}

// spent is how the time of a case was spent; nil for a draft, which nobody holds up.
func (v *visit) spent(c api.CaseView) (*clockMatter, error) {
	if c.State.State == models.Draft {
		return nil, nil
	}
	clock, err := v.house.Clock(v.context(), v.who, c.ID)
	if err != nil {
		return nil, err
	}
	m := &clockMatter{ClockView: clock, Total: v.spentLine(clock.Spent, clock)}
	for _, s := range clock.Sums {
		line := v.spentLine(s.Spent, clock)
		line.Party, line.Name, line.Who = s.Party, s.PartyName, s.Who
		m.Lines = append(m.Lines, line)
	}
	return m, nil
}

func (v *visit) spentLine(s api.Spent, whole api.ClockView) spentLine {
	line := spentLine{Working: "—", Wall: v.words().wall(time.Duration(s.Wall) * time.Second)}
	if whole.MissingYear == 0 {
		line.Working = v.words().left(time.Duration(s.Working) * time.Second)
	}
	if whole.Spent.Wall > 0 {
		line.Share = int((s.Wall*100 + whole.Spent.Wall/2) / whole.Spent.Wall)
	}
	return line
}

// wall is a stretch of time on the wall in words, a day being twenty-four hours.
func (w words) wall(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return w.t("page-wall-days", "Days", trim(fmt.Sprintf("%.1f", d.Hours()/24)))
	case d >= time.Hour:
		return w.t("page-wall-hours", "Hours", trim(fmt.Sprintf("%.1f", d.Hours())))
	}
	return w.t("page-left-minutes", "Minutes", int(d.Minutes()))
}
