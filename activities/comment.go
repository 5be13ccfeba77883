package activities

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// mentionsMost is how many people one comment mentions.
const mentionsMost = 20

// comment says something about a case: with files, and to people who are named.
func (p *performance) comment() error {
	p.clause = regulation.ApprovalRecord
	if err := p.reason(); err != nil || len(p.content.Data) == 0 {
		return err
	}
	var with models.Commenting
	if err := p.form(&with); err != nil {
		return err
	}
	if err := p.sayFiles(with.Files); err != nil {
		return err
	}
	return p.mention(with)
}

// sayFiles keeps the files of the act for ever; the history binds their content.
func (p *performance) sayFiles(files []models.AttachmentID) error {
	if len(files) == 0 {
		return nil
	}
	if len(files) > ActFilesMost {
		return models.Refuse(models.TooMuch, regulation.Clause{}, "files-too-many", "Most", ActFilesMost)
	}
	hashes, err := p.tx.SayFiles(p.c.ID, p.in.Act.ID, p.in.Act.Actor, files, p.at)
	if err == nil && len(hashes) != len(files) {
		err = models.Refuse(models.Conflict, p.clause, "act-file-missing")
	}
	p.tell("files", hashes)
	return err
}

// mention tells people that they are named. Only who may see the case is named
// (approval.need-to-know); others are given a copy first, or by the same act.
func (p *performance) mention(with models.Commenting) error {
	people := slices.Compact(slices.Sorted(slices.Values(with.Mentions)))
	if len(people) == 0 {
		return nil
	}
	if len(people) > mentionsMost {
		return models.Refuse(models.TooMuch, regulation.Clause{}, "mentions-too-many", "Most", mentionsMost)
	}
	fit, err := p.tx.Fitness(p.c.ID, p.c.Company, people, today(p.at), "")
	if err != nil {
		return err
	}
	var unseeing []models.PersonID
	for _, who := range people {
		if !fit[who].Employed {
			return models.Refuse(models.Invalid, p.clause, "person-not-here")
		}
		sees, err := p.sees(who)
		if err != nil {
			return err
		}
		if !sees {
			unseeing = append(unseeing, who)
		}
	}
	if err := p.copyFirst(unseeing, with.Copy); err != nil {
		return err
	}
	p.tell("mentions", people)
	for _, who := range people {
		if who == p.in.Act.Actor {
			continue
		}
		if err := p.tx.Notify(who, p.c.ID, "notice-mentioned", p.at); err != nil {
			return err
		}
	}
	return nil
}

// copyFirst gives a copy to who is mentioned and does not see the case yet, where
// the comment asks for that and its writer may copy (approval.copy).
func (p *performance) copyFirst(people []models.PersonID, asked bool) error {
	if len(people) == 0 {
		return nil
	}
	if !asked {
		return models.Refuse(models.Invalid, regulation.ApprovalNeedToKnow, "mention-unseen")
	}
	act := p.in.Act
	act.Verb = models.Copy
	if err := p.r.allow(p.writing, act, nil); err != nil {
		return err
	}
	if err := p.tx.Involve(p.c.ID, "copied", p.at, people...); err != nil {
		return err
	}
	for _, who := range people {
		if sees, err := p.sees(who); err != nil || !sees { // whom the case is about
			return orRefuse(err, models.Refuse(models.Invalid, regulation.ApprovalOwnCase, "person-involved"))
		}
	}
	p.tell("copied", people)
	return nil
}

// sees reports whether a person may read the case as it is now.
func (p *performance) sees(who models.PersonID) (bool, error) {
	q, err := p.tx.Facts().Question(models.Read, who, p.c.ID, "", "", p.at)
	if err != nil {
		return false, err
	}
	snapshot, err := p.r.Policies.At(p.tx, q.Policy)
	return err == nil && snapshot.DecideAny(q, q.Principals).Allowed, err
}

// tell puts more into the entry that the history keeps: ids and digests only.
func (p *performance) tell(name string, of any) {
	if p.more == nil {
		p.more = map[string]any{}
	}
	p.more[name] = of
}
