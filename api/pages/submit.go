package pages

import (
	"net/http"
	"net/url"

	"countersign/api"
	"countersign/models"
)

// A confirmation shows a document as it will be signed, before it is submitted.
type confirmation struct {
	api.CaseView
	Lines   lineTable
	Matrix  *matrixMatter
	Look    *formMatter // of a form that changes who signs
	Key     models.ActID
	Refusal *refusal
	Coming  []api.ComingView
}

// confirmPage shows what would be submitted, unless something still keeps it.
func confirmPage(v *visit) error {
	faults, err := v.faultsOf(v.caseID())
	if err != nil && !models.IsKind(err, models.Conflict) {
		return err
	}
	if err != nil || len(faults) > 0 { // the form says what to do
		return v.see("/cases/"+url.PathEscape(string(v.caseID()))+"/edit", "check", "1")
	}
	return v.showConfirmation(newKey(), nil)
}

func (v *visit) showConfirmation(key models.ActID, r *refusal) error {
	seen, err := v.seen(v.caseID())
	if err != nil {
		return err
	}
	coming, err := v.coming(seen)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if r != nil {
		status = r.Status
	}
	return v.show(status, "confirm", v.t("page-confirm"), confirmation{seen, tableOf(seen.Document), matrixOf(seen), v.formLook(seen), key, r, coming})
}

// submit opens the case of a draft, or sends back what its applicant has mended.
func submit(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	key, digest := models.ActID(typed.Get("key")), models.Digest(typed.Get("digest"))
	path := "/cases/" + url.PathEscape(string(v.caseID()))
	done := models.Submit
	if task := models.TaskID(typed.Get("task")); task != "" {
		done = models.Resubmit
		_, err = v.house.Act(v.context(), v.who, v.caseID(), key, api.ActForm{Verb: models.Resubmit, Task: task, Digest: digest})
	} else {
		_, err = v.house.Submit(v.context(), v.who, v.caseID(), key, digest)
	}
	if err == nil {
		return v.see(path, "done", string(done))
	}
	r := v.refuse(err)
	switch {
	case r.Kind == models.Missing || r.Kind == models.Unidentified:
		return err
	case len(r.Fields) > 0:
		return v.see(path+"/edit", "check", "1")
	case !r.unsure():
		key = newKey() // refused for good: what is sent next is another act
	}
	return v.showConfirmation(key, r)
}

// Task is the task that the submission of a case that was sent back closes.
func (c confirmation) Task() models.TaskID {
	for _, a := range c.Acts {
		if a.Verb == models.Resubmit {
			return a.Task
		}
	}
	return ""
}
