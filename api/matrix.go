package api

import (
	"context"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
	"countersign/policies"
)

// MatrixView is a version of the authority matrix of the person's company in words,
// that of which he or she may try changes, with the versions that there are; 0 is the one in force today (authority.matrix).
func (s *Server) MatrixView(ctx context.Context, who Person, version int) (v MatrixView, err error) {
	who.Company.ID = s.companyFor(who, models.DryRun)
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		b := booking{s: s, r: r, who: who, today: today(s.Now())}
		all, err := b.versions()
		if err != nil {
			return err
		}
		v.Versions = []RuleVersionView{}
		for _, version := range all {
			if version.Of == "matrix" {
				v.Versions = append(v.Versions, version)
			}
		}
		m, err := b.matrix(version)
		v.Version, v.Rows = m.Version, matrixRows(who.Lang, policies.InForce(m))
		return err
	})
	return v, err
}

func (b booking) matrix(version int) (models.Matrix, error) {
	if version == 0 {
		return b.r.Facts().Matrix(b.who.Company.ID, b.today)
	}
	m, found, err := b.r.MatrixOf(b.who.Company.ID, version)
	if err == nil && !found {
		err = notFound()
	}
	return m, err
}

type matrixIn struct {
	Version     int  `query:"version" minimum:"0" doc:"Without it, what is in force."`
	Regulations bool `query:"regulations" doc:"The rows of the regulations instead of the company's own."`
}

func (s *Server) getMatrix(ctx context.Context, in *matrixIn) (*of[MatrixView], error) {
	v, err := s.MatrixView(ctx, whoAsks(ctx), in.Version)
	if err == nil && in.Regulations {
		v.Version, v.Rows = 0, matrixRows(langOf(ctx), policies.DefaultMatrix())
	}
	return answer(v, err)
}

func matrixRows(lang string, rows []models.MatrixRow) []MatrixRowView {
	views := make([]MatrixRowView, 0, len(rows))
	for _, r := range rows {
		views = append(views, matrixRow(lang, r))
	}
	return views
}

func matrixRow(lang string, r models.MatrixRow) MatrixRowView {
	if r.Of == nil {
		r.Of = []string{}
	}
	return MatrixRowView{MatrixRow: r, KindName: word(lang, "kind", r.Kind), StepName: word(lang, "step", r.Step), VerbName: word(lang, "verb", r.Verb),
		ModeName: word(lang, "mode", r.Mode), Who: Selectors(lang, r.Of), WhoTold: Selectors(lang, r.Told), ClauseName: r.Clause.Title(lang), ClauseOf: r.Clause.Text(lang)}
}

// MatrixWords are the words of which a matrix is written, for who edits one.
func MatrixWords(lang string) MatrixWordsView {
	say, known := saying(lang), policies.Words()
	v := MatrixWordsView{Ranks: []WordView{}, Places: []WordView{}, Modes: wordViews(lang, "mode", known.Modes), Owns: wordViews(lang, "own", known.Owns[1:]),
		Twices: wordViews(lang, "twice", known.Twices[1:]), Kinds: []WordView{}, Steps: []MatrixRowView{}}
	for _, r := range known.Ranks {
		v.Ranks = append(v.Ranks, WordView{string(r), say("rank-" + string(r))})
	}
	for _, p := range known.Places {
		v.Places = append(v.Places, WordView{p, say("place-" + p)})
	}
	for _, f := range known.Functions {
		v.Places = append(v.Places, WordView{string(f), say("place-" + string(f))})
	}
	for _, f := range known.Functions {
		v.Places = append(v.Places, WordView{"head." + string(f), say("place-in", "Of", say("place-head"), "Unit", say("place-"+string(f)))})
	}
	type stepOf struct {
		kind models.Kind
		step models.Step
	}
	seen, kinds := map[stepOf]bool{}, map[models.Kind]bool{}
	for _, r := range policies.DefaultMatrix() {
		if at := (stepOf{r.Kind, r.Step}); !seen[at] {
			seen[at] = true
			v.Steps = append(v.Steps, matrixRow(lang, r))
		}
		if !kinds[r.Kind] {
			kinds[r.Kind] = true
			v.Kinds = append(v.Kinds, WordView{string(r.Kind), word(lang, "kind", r.Kind)})
		}
	}
	return v
}

func (s *Server) getMatrixWords(ctx context.Context, _ *nothing) (*of[MatrixWordsView], error) {
	return answer(MatrixWords(langOf(ctx)), nil)
}

func (s *Server) postMatrixCheck(ctx context.Context, in *of[MatrixForm]) (*of[MatrixCheckView], error) {
	lang := langOf(ctx)
	return answer(MatrixCheckView{Faults: faultViews(policies.CheckMatrix(in.Body.Rows), lang), Rows: matrixRows(lang, in.Body.Rows)}, nil)
}

// Considered are those who were looked at for the seats of a round, in words.
func (w predicting) considered(r models.DrawnRound) []ConsideredView {
	views := []ConsideredView{}
	for _, c := range r.Considered {
		if w.veiled(c.Of) {
			continue
		}
		v := ConsideredView{Of: Selector(w.who.Lang, c.Of), Who: w.called.Posts[c.Post], Taken: c.Left == "", Why: word(w.who.Lang, "why", c.Why)}
		if c.Person != "" {
			v.Who = w.called.People[c.Person]
		}
		if c.Left != "" {
			v.Left = word(w.who.Lang, "left", c.Left)
		}
		views = append(views, v)
	}
	return views
}

func (w predicting) said(e *models.Error) string {
	if e == nil {
		return ""
	}
	return message.Text(w.who.Lang, e.Key, e.Args)
}
