package api

import (
	"context"
	"slices"

	"countersign/activities"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A CandidateRow is somebody who may be given a task, or why he or she may not.
type CandidateRow struct {
	PersonRow
	Why    string        `json:"why,omitempty"` // empty where nothing is against it
	Clause regulation.ID `json:"clause,omitempty"`
}

// candidateMost is how many people are looked at.
const candidateMost = 200

// Candidates finds colleagues whom the person could give a task with a verb: those who
// may have it first, the others with why they may not.
func (s *Server) Candidates(ctx context.Context, who Person, id models.CaseID, task models.TaskID, verb models.Verb, q string) (all []CandidateRow, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		all, err = o.candidates(task, verb, q)
		return err
	})
	return all, err
}

func (o *opened) candidates(task models.TaskID, verb models.Verb, q string) ([]CandidateRow, error) {
	asked, err := o.ask(verb, task, o.Digest)
	if err != nil {
		return nil, err
	}
	today := today(o.s.Now())
	found, err := o.r.Staff(o.who.Company.ID, short(q), today, candidateMost)
	if err != nil {
		return nil, err
	}
	people := personRows(found)
	ids := make([]models.PersonID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	fit, err := o.Fitness(ids, today, task)
	var may, mayNot []CandidateRow
	for _, p := range people {
		row := o.candidate(p, verb, fit[p.ID], asked.Task)
		if row.Why == "" {
			may = append(may, row)
		} else {
			mayNot = append(mayNot, row)
		}
	}
	all := slices.Concat(may, mayNot)
	return all[:min(len(all), searchMost)], err
}

func (o *opened) candidate(p PersonRow, verb models.Verb, f store.Fitness, task *models.TaskFacts) CandidateRow {
	seated := p.ID == o.who.ID || task != nil && slices.Contains(task.Signers, p.ID)
	unfit := activities.Unfit(verb, regulation.ApprovalTransfer, f, seated)
	if unfit == nil {
		return CandidateRow{PersonRow: p}
	}
	return CandidateRow{p, message.Text(o.who.Lang, unfit.Key, unfit.Args), unfit.Clause.ID()}
}

type candidatesIn struct {
	ByCase
	Task models.TaskID `query:"task" maxLength:"64"`
	Verb models.Verb   `query:"verb" enum:"transfer,delegate,add_signer"`
	Q    string        `query:"q" maxLength:"60"`
}

func (s *Server) getCandidates(ctx context.Context, in *candidatesIn) (*of[rows[CandidateRow]], error) {
	return listed(s.Candidates(ctx, whoAsks(ctx), in.ID, in.Task, in.Verb, in.Q))
}
