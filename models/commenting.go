package models

// Commenting is what may come with a comment beside its words: files that were
// uploaded for the act, and the people whom it mentions.
type Commenting struct {
	Files    []AttachmentID `json:"files,omitempty" maxItems:"10" doc:"Files that were uploaded for this act."`
	Mentions []PersonID     `json:"mentions,omitempty" maxItems:"20" doc:"Who is told; only people who may see the case."`
	// Copy gives a copy to those of the mentioned who do not see the case yet.
	Copy bool `json:"copy,omitempty" doc:"Copy the case to those mentioned who may not see it yet."`
}
