package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"countersign/activities"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// AttachToAct keeps a file for a comment that is still to be sent with the key act.
// The same file for the same act comes twice without harm.
func (s *Server) AttachToAct(ctx context.Context, who Person, id models.CaseID, act models.ActID, name string, file activities.File, size int64) (AttachmentView, error) {
	if act = keyOf(act); act == "" {
		return AttachmentView{}, refuse(models.Invalid, "key-missing")
	}
	if _, err := s.kindOf(ctx, who, id); err != nil {
		return AttachmentView{}, err
	}
	a, err := s.Desk.SaveActFile(ctx, models.Act{ID: act, Case: id, Actor: who.ID}, name, file, size)
	return AttachmentView{ID: a.ID, Name: a.Name, MediaType: a.MediaType, Size: a.Size, Hash: a.Hash, By: who.Name, At: a.At}, err
}

// keyOf is an act's key as it is kept, in small letters; empty where it can be none.
func keyOf(key models.ActID) models.ActID {
	if !isID(key) {
		return ""
	}
	return models.ActID(strings.ToLower(string(key)))
}

type actFileIn struct {
	ByCase
	Act     models.ActID `path:"act" maxLength:"36" doc:"The Idempotency-Key of the comment that will be sent."`
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"pdf, png, jpg, txt, csv, xlsx or docx, at most 20 MB."`
	}]
}

func (s *Server) postActFile(ctx context.Context, in *actFileIn) (*of[AttachmentView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	return answer(s.AttachToAct(ctx, whoAsks(ctx), in.ID, in.Act, f.Filename, f.File, f.Size))
}

// mentionable refuses early, and by name, to mention people who may not see the
// case, unless the comment gives them a copy (approval.need-to-know).
func (o *opened) mentionable(act models.Act, content models.Content) error {
	if act.Verb != models.Comment || len(content.Data) == 0 {
		return nil
	}
	var with models.Commenting
	if json.Unmarshal(content.Data, &with) != nil || with.Copy || len(with.Mentions) > 20 {
		return nil // the act itself says what is wrong with it
	}
	names, err := o.r.Names(slices.DeleteFunc(slices.Clone(with.Mentions), func(p models.PersonID) bool { return !isID(p) }))
	if err != nil {
		return err
	}
	var unseeing []string
	for _, who := range with.Mentions {
		sees, err := o.seenBy(who)
		if err != nil {
			return err
		}
		if !sees && names[who] != "" {
			unseeing = append(unseeing, names[who])
		}
	}
	if len(unseeing) == 0 {
		return nil
	}
	return models.Refuse(models.Invalid, regulation.ApprovalNeedToKnow, "mention-unseen-who", "Who", message.List(o.who.Lang, unseeing))
}

// seenBy reports whether somebody else may read the case.
func (o *opened) seenBy(who models.PersonID) (bool, error) {
	q, err := o.r.Facts().Question(models.Read, who, o.ID, "", "", o.question.Now)
	return err == nil && o.policy.DecideAny(q, q.Principals).Allowed, err
}

func namedViews(rows []store.NamedRow) []NamedView {
	views := make([]NamedView, 0, len(rows))
	for _, r := range rows {
		views = append(views, NamedView{r.ID, r.Name, r.Also})
	}
	return views
}

// filesOf are the files that came with an act.
func filesOf(files []store.ActFileRow, act models.ActID) []AttachmentView {
	views := []AttachmentView{}
	for _, f := range files {
		if act != "" && f.Act == act {
			views = append(views, AttachmentView{ID: f.ID, Name: f.Name, MediaType: f.MediaType, Size: f.Size, Hash: f.Hash, By: f.By, At: f.At})
		}
	}
	return views
}

// takers are the others who take part in the case: whom a comment may mention at once.
func (o *opened) takers() ([]Ref, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	views := make([]Ref, 0, len(r.Takers))
	for _, t := range r.Takers {
		if t.ID != o.who.ID {
			views = append(views, ref(t.ID, t.Name))
		}
	}
	return views, nil
}
