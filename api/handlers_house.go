package api

import (
	"context"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
)

type inboxIn struct {
	ByPage
	Box  Box         `query:"box" enum:"todo,done,started,copied" default:"todo"`
	Q    string      `query:"q" maxLength:"60" doc:"Words: parts of number, kind, applicant, unit or what the case is about, or their pinyin or its initials."`
	Kind models.Kind `query:"kind" maxLength:"40"`
	Due  Due         `query:"due" enum:"overdue,today" doc:"Of tasks: overdue, or due before the end of today."`
	// DueUntil is of tasks.
	DueUntil calendar.Date `query:"dueUntil" doc:"Of tasks: the last day on which they are due."`
	Opened
}

func (s *Server) getInbox(ctx context.Context, in *inboxIn) (*of[InboxPage], error) {
	return answer(s.Inbox(ctx, whoAsks(ctx), in.Box, InboxFilter{in.Q, in.Kind, in.Due, in.From, in.To, in.DueUntil}, in.Cursor))
}

func (s *Server) getCount(ctx context.Context, _ *nothing) (*of[Count], error) {
	return answer(s.Count(ctx, whoAsks(ctx)))
}

type noticesIn struct {
	ByPage
	Box NoticeBox `query:"box" enum:"all,unread,read" default:"all"`
}

func (s *Server) getNotices(ctx context.Context, in *noticesIn) (*of[NoticePage], error) {
	return answer(s.Notices(ctx, whoAsks(ctx), in.Box, in.Cursor))
}

type readIn struct {
	Body struct {
		IDs []string `json:"ids,omitempty" maxItems:"500"`
	}
}

func (s *Server) postRead(ctx context.Context, in *readIn) (*nothing, error) {
	return &nothing{}, s.MarkRead(ctx, whoAsks(ctx), in.Body.IDs)
}

type passIn struct {
	Token string `path:"token" maxLength:"100"`
}

func (s *Server) getPass(ctx context.Context, in *passIn) (*of[PassView], error) {
	return answer(s.GatePass(ctx, whoAsks(ctx), in.Token))
}

func (s *Server) getCustomers(ctx context.Context, in *ByWords) (*of[rows[CustomerRow]], error) {
	return listed(s.Customers(ctx, whoAsks(ctx), in.Q))
}

func (s *Server) getVarieties(ctx context.Context, in *ByWords) (*of[rows[VarietyRow]], error) {
	return listed(s.Varieties(ctx, whoAsks(ctx), in.Q))
}

func (s *Server) getPeople(ctx context.Context, in *ByWords) (*of[rows[PersonRow]], error) {
	return listed(s.People(ctx, whoAsks(ctx), in.Q))
}

func (s *Server) getUnits(ctx context.Context, in *ByWords) (*of[rows[UnitRow]], error) {
	return listed(s.Units(ctx, whoAsks(ctx), in.Q))
}

func (s *Server) getRules(ctx context.Context, _ *nothing) (*of[rows[ClauseView]], error) {
	return listed(s.Rules(langOf(ctx)), nil)
}

func (s *Server) getOrganisation(ctx context.Context, _ *nothing) (*of[OrganisationView], error) {
	return answer(s.Organisation(ctx, whoAsks(ctx)))
}

// ByYear requests name a year.
type ByYear struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
}

func (s *Server) getCalendar(ctx context.Context, in *ByYear) (*of[CalendarView], error) {
	return answer(s.Calendar(ctx, whoAsks(ctx), in.Year))
}

type calendarIn struct {
	ByYear
	Body CalendarForm
}

func (s *Server) putCalendar(ctx context.Context, in *calendarIn) (*of[CalendarView], error) {
	if err := s.SetCalendar(ctx, whoAsks(ctx), in.Year, in.Body); err != nil {
		return nil, err
	}
	return answer(s.Calendar(ctx, whoAsks(ctx), in.Year))
}

func (s *Server) postCalendarCheck(ctx context.Context, in *calendarIn) (*of[activities.Shifted], error) {
	return answer(s.TryCalendar(ctx, whoAsks(ctx), in.Year, in.Body))
}

func (s *Server) getProxies(ctx context.Context, _ *nothing) (*of[rows[ProxyView]], error) {
	return listed(s.Proxies(ctx, whoAsks(ctx)))
}

func (s *Server) postProxy(ctx context.Context, in *of[ProxyForm]) (*of[ProxyView], error) {
	return answer(s.GiveProxy(ctx, whoAsks(ctx), in.Body))
}

func (s *Server) deleteProxy(ctx context.Context, in *ByID) (*nothing, error) {
	return &nothing{}, s.RevokeProxy(ctx, whoAsks(ctx), models.ProxyID(in.ID))
}
