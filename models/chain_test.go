package models_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

func TestApprovalRecord_WhateverIsDoneToAHistoryItsPlaceIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chain := models.Chain{Case: "c"}
		for range rapid.IntRange(1, 6).Draw(t, "entries") {
			e := models.Event{Case: "c", Seq: chain.Seq + 1, Kind: "sign", Body: json.RawMessage(fmt.Sprintf(`{"n": %d}`, chain.Seq)), At: time.Unix(chain.Seq, 0)}
			e.Seal(chain.Head)
			chain.Seq, chain.Head, chain.Events = e.Seq, e.Hash, append(chain.Events, e)
		}
		require.Zero(t, chain.Broken())
		at := rapid.IntRange(0, len(chain.Events)-1).Draw(t, "at")
		switch e := &chain.Events[at]; rapid.SampledFrom([]string{"content", "instant", "sealed anew", "removed", "added", "cut off"}).Draw(t, "fault") {
		case "content":
			e.Body = json.RawMessage(`{}`)
		case "instant":
			e.At = e.At.Add(time.Microsecond)
		case "sealed anew": // is seen at the next entry, or by what the case says of the last
			e.Kind = "refuse"
			e.Seal(e.Prev)
			at = min(at+1, len(chain.Events)-1)
		case "removed":
			chain.Events = slices.Delete(chain.Events, at, at+1)
		case "added":
			more := models.Event{Case: "c", Seq: chain.Seq + 1, Kind: "sign"}
			more.Seal(chain.Head)
			at, chain.Events = len(chain.Events), append(chain.Events, more)
		case "cut off":
			chain.Events = chain.Events[:at]
		}
		require.EqualValues(t, at+1, chain.Broken())
	})
}
