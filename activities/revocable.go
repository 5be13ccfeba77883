package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// An undoing is what revoking a case in force means for its kind: what bars it, with
// the clause, and what is undone beside the mark that it is revoked. It runs in the
// transaction of the last signature.
type undoing struct {
	bar  func(store.Tx, models.Case, time.Time) (*models.Error, error) // nil = nothing bars it
	undo func(store.Tx, models.Case, models.PersonID, time.Time) error // nil = the mark is all
}

// revocable are the kinds that may be revoked; what is not here is not.
var revocable = map[models.Kind]undoing{
	models.KindSampleRequest:     {bar: goodsLeft, undo: voidPass},
	models.KindSampleRequisition: {bar: issued},
	models.KindForm:              {undo: endLeave},
	models.KindException:         {bar: exceptionUsed, undo: endException},
	models.KindMatrixChange:      {bar: matrixBegun, undo: dropMatrix},
	models.KindParameterChange:   {bar: parametersBegun, undo: dropParameters},
}

// barred says why the subject is not to be revoked; nil where nothing bars it.
func barred(tx store.Tx, subject models.Case, at time.Time) (*models.Error, error) {
	kind, ok := revocable[subject.Kind]
	switch {
	case !ok:
		return models.Refuse(models.Conflict, clauseOf(subject.Kind), "revoke-never"), nil
	case kind.bar == nil:
		return nil, nil
	}
	return kind.bar(tx, subject, at)
}

// Revocable says, with the clause, why a case in force is not to be revoked: its kind never
// is, or what it brought about stays (approval.revoke). Nil says nothing of who may ask.
func (d *Desk) Revocable(ctx context.Context, kind models.Kind, id models.CaseID) (bar *models.Error, err error) {
	err = d.DB.Write(ctx, func(tx store.Tx) (err error) {
		bar, err = barred(tx, models.Case{ID: id, Kind: kind}, d.now())
		return err
	})
	return bar, err
}

// when is the refusal where found is true.
func when(found bool, err error, c regulation.Clause, key string) (*models.Error, error) {
	if err != nil || !found {
		return nil, err
	}
	return models.Refuse(models.Conflict, c, key), nil
}

// goodsLeft: a sample that is out stays out, and what was paid, or is booked with its
// month, is not simply void.
func goodsLeft(tx store.Tx, c models.Case, _ time.Time) (*models.Error, error) {
	gone, err := tx.Gone(c.ID)
	switch {
	case gone.Left:
		return when(true, err, regulation.SampleGate, "revoke-goods-left")
	case gone.Paid:
		return when(true, err, regulation.SamplePaidByDefault, "revoke-paid")
	}
	return when(gone.Counted, err, regulation.SampleMonthEnd, "revoke-counted")
}

func voidPass(tx store.Tx, c models.Case, _ models.PersonID, at time.Time) error {
	return tx.VoidPass(c.ID, at)
}

// issued: what the warehouse has given out comes back by a requisition of its own.
func issued(tx store.Tx, c models.Case, _ time.Time) (*models.Error, error) {
	booked, err := tx.Booked(c.ID)
	return when(booked, err, regulation.SampleRequisition, "revoke-issued")
}

// endLeave ends the absence that the form had approved; other forms have none.
func endLeave(tx store.Tx, c models.Case, by models.PersonID, at time.Time) error {
	return tx.EndAbsenceOf(c.ID, today(at), by, at)
}

func exceptionUsed(tx store.Tx, c models.Case, _ time.Time) (*models.Error, error) {
	used, err := tx.Used(c.ID)
	return when(used, err, regulation.AuthorityException, "revoke-used")
}

func endException(tx store.Tx, c models.Case, by models.PersonID, at time.Time) error {
	return tx.DecideException(c.ID, "revoked", by, at)
}

// matrixBegun: what is in force is replaced by another change, for cases stand under it.
func matrixBegun(tx store.Tx, c models.Case, at time.Time) (*models.Error, error) {
	ahead, err := tx.MatrixAhead(c.ID, today(at)) // of a form never: it is in force with its last signature
	return when(!ahead, err, regulation.AuthorityMatrix, "revoke-matrix-begun")
}

func dropMatrix(tx store.Tx, c models.Case, _ models.PersonID, at time.Time) error {
	_, err := tx.DropMatrix(c.ID, today(at))
	return err
}
