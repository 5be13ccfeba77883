package activities_test

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows/playtest"
)

func TestApprovalRecord_NothingIsDoneByAWrongClock(t *testing.T) {
	p := playtest.New(t)
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	p.Records.Skew = activities.MaySkew
	p.At(time.Now())
	request := playtest.Request(p, true, true)
	request.WantedOn = calendar.DateOf(time.Now()).AddDays(7)
	id := p.Draft("linxiaowen", request)
	digest := playtest.One[models.Digest](p, `select digest from cases where id = ?`, id)
	act := models.Act{ID: models.ActID(uuid.NewString()), Case: id, Verb: models.Submit, Actor: p.Person("linxiaowen"), Digest: digest}
	submit := func(off time.Duration) (activities.Opened, error) {
		p.At(time.Now().Add(off))
		return p.Records.OpenCase(context.Background(), activities.Submission{Act: act})
	}
	for _, off := range []time.Duration{-6 * time.Second, 6 * time.Second, 365 * 24 * time.Hour} {
		_, err := submit(off)
		require.Equal(t, models.Unavailable, activities.Unwire(err).Kind)
		require.Equal(t, "clock-wrong", activities.Unwire(err).Key)
	}
	require.Contains(t, log.String(), "nothing is done until the clocks")

	p.Exec(`update cases set updated_at = now() + interval '3 minutes' where id = ?`, id)
	_, err := submit(0)
	require.Equal(t, "clock-wrong", activities.Unwire(err).Key, "both clocks were set back")
	p.Exec(`update cases set updated_at = now() + interval '1 minute' where id = ?`, id)
	first, err := submit(0)
	require.NoError(t, err)
	again, err := submit(-time.Hour)
	require.NoError(t, err, "what was done is answered by any clock")
	require.Equal(t, first.Receipt, again.Receipt)
}
