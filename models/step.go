package models

// Step names a step of a procedure, as the authority matrix writes it.
type Step string

// The steps of every procedure.
const (
	StepSignatures Step = "signatures" // the case is countersigned
	StepRevise     Step = "revise"     // the applicant mends what was sent back
	StepPropose    Step = "propose"    // who, beside the applicant, may ask; nothing waits for it
)

// The steps of sample procedures, named by the deed that they wait for.
const (
	StepCollect          Step = "collect"
	StepReturnToWorkshop Step = "return_to_workshop"
	StepRegisterStock    Step = "register_stock"
	StepHandOver         Step = "hand_over"
	StepTake             Step = "take"
	StepRelease          Step = "release"
	StepTotal            Step = "total"
	StepExplain          Step = "explain"
	StepReport           Step = "report"
	StepBook             Step = "book"
	StepStockOut         Step = "stock_out"
)
