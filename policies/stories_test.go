package policies

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// A story is one sentence of the regulations as it comes out in a scene, for each
// of its verbs and kinds. An empty key means that the act is allowed.
type story struct {
	clause regulation.Clause
	says   string
	verbs  []models.Verb
	kinds  []models.Kind
	scene  func(*scene)
	key    string
}

var (
	reading = []models.Verb{models.Read, models.Print, models.Export}
	signs   = []models.Verb{models.Sign, models.RefuseIt, models.SendBack}
	deeds   = []models.Verb{models.Collect, models.ReturnToWorkshop, models.RegisterStock, models.HandOver, models.Take, models.Release,
		models.Total, models.Explain, models.Report, models.Book, models.StockOut, models.Carry}
	arranges = []models.Verb{models.Transfer, models.Delegate, models.AddSigner, models.Ask}
	gives    = []models.Verb{models.Advise, models.Answer}
	undoes   = []models.Verb{models.TakeBack, models.RemoveSigner, models.Recall}
	house    = []models.Kind{models.House}
	request  = []models.Kind{models.KindSampleRequest}
	monthEnd = []models.Kind{models.KindSampleMonthEnd}
	requis   = []models.Kind{models.KindSampleRequisition}
	exempt   = []models.Kind{models.KindException}
	change   = []models.Kind{models.KindMatrixChange}
	values   = []models.Kind{models.KindParameterChange}
	own      = []models.Kind{models.KindForm}
	undo     = []models.Kind{models.KindRevocation}
	ordinary = []models.Kind{models.KindSampleRequest, models.KindSampleMonthEnd, models.KindSampleRequisition, models.KindMatrixChange, models.KindParameterChange, models.KindRevocation, models.KindForm}
)

func verbs(v ...models.Verb) []models.Verb { return v }

var stories = slices.Concat(storiesOfReading, storiesOfCourse, storiesOfSigning, storiesOfDeeds)
