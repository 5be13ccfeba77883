package pages

import (
	"mime/multipart"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

// Uploads reports whether the entry takes files.
func (e entry) Uploads() bool { return e.Type == form.Files }

// Uploads reports whether a field of the form takes files, so that the sheet is sent with
// them.
func (s sheet) Uploads() bool { return s.Form != nil && s.Form.TakesFiles() }

// filesIn are the files of the fields of a document.
func filesIn(d api.DocumentView) map[string][]api.AttachmentView {
	files := map[string][]api.AttachmentView{}
	for _, f := range d.Fields {
		files["values."+f.Key] = f.Files
	}
	return files
}

// fieldFiles puts the files that came with a sheet into their fields, and takes away that
// whose button was pressed. What is wrong with the draft is then asked again.
func (v *visit) fieldFiles(s *sheet, draft *api.DraftView, todo, at string) (err error) {
	uploads := v.uploads(s)
	for key, files := range uploads {
		for _, f := range files {
			if err := v.attachTo(draft.ID, key, f); err != nil {
				return err
			}
		}
	}
	if todo == "file-remove" {
		err = v.house.Detach(v.context(), v.who, models.AttachmentID(at))
	}
	if err == nil && (len(uploads) > 0 || todo == "file-remove") {
		draft.Faults, err = v.faultsOf(draft.ID)
	}
	return err
}

// uploads are the files that came with a sheet, by field.
func (v *visit) uploads(s *sheet) map[string][]*multipart.FileHeader {
	came := map[string][]*multipart.FileHeader{}
	if m := v.c.Request.MultipartForm; m != nil && s.Uploads() {
		for _, f := range s.Form.Fields {
			if files := m.File["values."+f.Key]; len(files) > 0 {
				came[f.Key] = files
			}
		}
	}
	return came
}

func (v *visit) attachTo(id models.CaseID, field string, f *multipart.FileHeader) error {
	file, err := f.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = v.house.Attach(v.context(), v.who, id, field, f.Filename, file, f.Size)
	return err
}
