package policies

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/store"
)

// An oracle asks both ways.
type oracle struct {
	t    require.TestingT
	db   *store.DB
	conn *pgx.Conn
}

func newOracle(t *testing.T) *oracle {
	o := &oracle{t: t, db: localtest.DB(t)}
	o.connect(t)
	o.exec(fixedHouse())
	return o
}

func (o *oracle) connect(t testing.TB) {
	var err error
	o.conn, err = pgx.Connect(context.Background(), o.db.URL())
	require.NoError(t, err)
	t.Cleanup(func() { o.conn.Close(context.Background()) })
}

func (o *oracle) exec(query string) {
	_, err := o.conn.Exec(context.Background(), query)
	require.NoError(o.t, err, query)
}

// listed are the cases that a person's scope lists.
func (o *oracle) listed(s *Snapshot, person int, now time.Time) []string {
	return o.list(s, o.standing(person, now), now)
}

func (o *oracle) standing(person int, now time.Time) models.Standing {
	who, err := o.db.Facts(context.Background()).Standing(models.PersonID(ofPerson(person)), now)
	require.NoError(o.t, err)
	return who
}

func (o *oracle) list(s *Snapshot, who models.Standing, now time.Time) []string {
	scope := s.ScopeOf(models.Read, models.Kinds, who, now)
	var ids []string
	err := o.db.Guarded(context.Background()).Raw(`select c.id::text from cases c where `+scope.SQL+` order by c.id`, scope.Args...).Scan(&ids).Error
	require.NoError(o.t, err, scope.SQL)
	return ids
}

// decided are the cases that Decide allows the person to read.
func (o *oracle) decided(s *Snapshot, person int, now time.Time) (ids []string) {
	facts := o.db.Facts(context.Background())
	for i := range someCases {
		q, err := facts.Question(models.Read, models.PersonID(ofPerson(person)), models.CaseID(ofCase(i)), "", "", now)
		require.NoError(o.t, err)
		first := s.parts[subject{q.Verb, q.Kind}].walk(&q)
		require.Equal(o.t, first.cond.text, s.Decide(q).Rule, "Casbin and the plain walk")
		decision := s.DecideAny(q, q.Principals)
		require.Equal(o.t, decision, s.Offer(q, q.Principals), "what is decided and what is offered")
		allowed := decision.Allowed
		require.Equal(o.t, allowed, s.Allows(q), "what is decided and what a list shows")
		if allowed {
			ids = append(ids, ofCase(i))
		}
	}
	return ids
}

func TestApprovalNeedToKnow_AListIsExactlyWhatDecideAllows(t *testing.T) {
	s, o := loaded(t), newOracle(t)
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		house := genHouse.Draw(rt, "house")
		o.t = rt
		o.exec(house.sql.String())
		for person := range somePeople {
			listed := o.listed(s, person, house.now)
			require.Equal(rt, o.decided(s, person, house.now), append([]string(nil), listed...), "person %d in\n%s", person, house.sql.String())
			seen += len(listed)
			require.Equal(rt, listed, o.list(s, busily(o.standing(person, house.now)), house.now), "read in order instead of collected")
		}
	})
	require.NotZero(t, seen)
}

// busily has every post be one whose lists are read in their order.
func busily(who models.Standing) models.Standing {
	for i := range who.Posts {
		who.Posts[i].Busy = true
	}
	return who
}

func TestApprovalNeedToKnow_ARegisterIsExactlyWhatDecideAllows(t *testing.T) {
	s, o := loaded(t), newOracle(t)
	rows := fmt.Sprintf(`select r.company_id::text from (values ('%s'::uuid), ('%s'::uuid)) r (company_id) where `, ofUnit(100), ofUnit(101))
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		house := genHouse.Draw(rt, "house")
		o.t = rt
		o.exec(house.sql.String())
		for person := range somePeople {
			who := o.standing(person, house.now)
			for _, register := range slices.Concat(models.Registers, models.Catalogues) {
				var decided, listed []string
				for _, company := range []string{ofUnit(100), ofUnit(101)} {
					q := models.Question{Verb: models.List, Kind: register, Actor: who, Case: &models.CaseFacts{Company: models.CompanyID(company)}, Now: house.now}
					if s.Decide(q).Allowed {
						decided = append(decided, company)
					}
				}
				scope := s.Registers(models.List, register, who)
				require.NoError(rt, o.db.Guarded(context.Background()).Raw(rows+scope.SQL, scope.Args...).Scan(&listed).Error)
				require.Equal(rt, decided, append([]string(nil), listed...), "%s %+v", register, who)
				seen += len(listed)
			}
		}
	})
	require.NotZero(t, seen)
}
