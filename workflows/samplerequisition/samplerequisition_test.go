package samplerequisition_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/workflows/playtest"
)

func TestSampleRequisition(t *testing.T) {
	t.Run("sample.requisition the general manager approves, the storekeeper issues, finance books expense and sale at the same time", func(t *testing.T) {
		p := playtest.New(t)
		v := p.Variety(true)
		id := p.Draft("linxiaowen", &models.SampleRequisition{Purpose: "展会样品", Lines: []models.RequisitionLine{{Variety: v, Grams: 1500}}})
		voucher := activities.Collection{Voucher: "L-7"}
		p.Run(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.post"},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective},
			playtest.Move{After: time.Hour, Who: "zhengjie", Verb: models.Book, Data: voucher, Want: "no-such-case"}, // nothing is issued yet
			playtest.Move{After: time.Hour, Who: "fengyulan", Verb: models.StockOut, Data: activities.Collection{}, Want: "voucher-missing"},
			playtest.Move{After: time.Hour, Who: "fengyulan", Verb: models.StockOut, Data: voucher},
			playtest.Move{After: time.Hour, Who: "fengyulan", Verb: models.Book, Data: voucher, Want: "approval.post"},
			playtest.Move{After: time.Hour, Who: "zhengjie", Verb: models.Book, Data: voucher})
		price := playtest.One[int](p, `select price_per_kg * 3 / 2 from varieties where id = ?`, v)
		for _, kind := range []string{"stock_out", "selling_expense", "sale"} {
			require.InDelta(t, price, playtest.One[int](p, `select cents from entries where kind = ?`, kind), 1, kind)
		}
		require.Equal(t, 1, playtest.One[int](p, `select count(distinct at) from entries where kind in ('selling_expense', 'sale')`))
	})
}
