package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// Who may start a sample request finds customers and varieties by name; nobody looks
// through the list of customers and prices out of curiosity.
func TestApprovalNeedToKnow_CustomersAndPricesAreForThoseWhoDealWithThem(t *testing.T) {
	h := newHouse(t)
	customers := func(who string) (rows []api.CustomerRow) {
		var found struct{ Rows []api.CustomerRow }
		h.get(who, "/api/v1/customers").ok(200, &found)
		return found.Rows
	}
	varieties := func(who string) (rows []api.VarietyRow) {
		var found struct{ Rows []api.VarietyRow }
		h.get(who, "/api/v1/varieties").ok(200, &found)
		return found.Rows
	}
	for _, who := range []string{"men", "wu", "hua", "zhang"} {
		h.get(who, "/api/v1/customers?q=C1").refused(403, "policy-need-to-know", "approval.need-to-know")
		h.get(who, "/api/v1/varieties").refused(403, "policy-need-to-know", "approval.need-to-know")
	}
	h.get("cang", "/api/v1/customers").refused(403, "policy-need-to-know", "approval.need-to-know")
	h.get("ping", "/api/v1/customers").refused(403, "policy-need-to-know", "approval.need-to-know")
	for _, who := range []string{"lin", "mei", "gao", "fen", "pan"} {
		require.Equal(t, "C1", customers(who)[0].Code, who)
		require.Equal(t, models.Cents(3200), *varieties(who)[0].PricePerKg, who)
	}
	for _, who := range []string{"cang", "ping"} {
		require.Equal(t, "V1", varieties(who)[0].Code, "the warehouse and production know what is made, to %s without a price", who)
		require.Nil(t, varieties(who)[0].PricePerKg, who)
	}
	require.Equal(t, "外地客户", customers("fu")[0].Name, "another company's list is its own")
	require.Len(t, customers("fu"), 1)

	t.Run("approval.need-to-know somebody whose second post is in marketing of another company finds the customers of that one", func(t *testing.T) {
		h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2020-01-01')`, h.posts["fu"], h.people["men"])
		require.Equal(t, "外地客户", customers("men")[0].Name)
		h.exec(`delete from holdings where post_id = $1 and person_id = $2`, h.posts["fu"], h.people["men"])
	})
}
