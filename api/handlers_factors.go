package api

import (
	"context"
	"encoding/json"

	"countersign/activities"
	"countersign/models"
)

func (s *Server) getFactors(ctx context.Context, _ *nothing) (*of[FactorsView], error) {
	return answer(s.Factors(ctx, whoAsks(ctx)))
}

type passwordBody struct {
	Password string `json:"password" minLength:"1" maxLength:"1000" doc:"Of the person who is signed in."`
}

type passwordIn struct{ Body passwordBody }

func (s *Server) postApp(ctx context.Context, in *passwordIn) (*of[AppView], error) {
	app, err := s.NewApp(ctx, whoAsks(ctx), in.Body.Password)
	if err != nil {
		return nil, err
	}
	return answer(appView(app))
}

type confirmIn struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"40"`
	}
}

type confirmOut struct {
	Recovery []string `json:"recovery" doc:"Shown once: codes that each prove once when the app is lost."`
}

func (s *Server) postAppConfirmed(ctx context.Context, in *confirmIn) (*of[confirmOut], error) {
	recovery, err := s.ConfirmApp(ctx, whoAsks(ctx), in.Body.Code)
	return answer(confirmOut{recovery}, err)
}

type removeIn struct {
	ByID
	Body passwordBody
}

func (s *Server) postFactorRemoved(ctx context.Context, in *removeIn) (*nothing, error) {
	return &nothing{}, s.RemoveFactor(ctx, whoAsks(ctx), models.FactorID(in.ID), in.Body.Password)
}

// An Origin is what a browser says of the page that asks.
type Origin struct {
	Origin string `header:"Origin" maxLength:"300"`
}

type passkeyIn struct {
	Origin
	Body passwordBody
}

func (s *Server) postPasskeyAsked(ctx context.Context, in *passkeyIn) (*of[activities.Asked], error) {
	site, err := s.site(in.Origin.Origin)
	if err != nil {
		return nil, err
	}
	who := whoAsks(ctx)
	return answer(s.Desk.AskPasskey(ctx, site, who.ID, who.Name, in.Body.Password))
}

type passkeyMadeIn struct {
	Body struct {
		Challenge string          `json:"challenge" maxLength:"40"`
		Name      string          `json:"name,omitempty" maxLength:"60" doc:"By which the person knows it."`
		Passkey   json.RawMessage `json:"passkey" doc:"The PublicKeyCredential as JSON of WebAuthn."`
	}
}

type madeOut struct {
	ID models.FactorID `json:"id"`
}

func (s *Server) postPasskey(ctx context.Context, in *passkeyMadeIn) (*of[madeOut], error) {
	id, err := s.Desk.AddPasskey(ctx, whoAsks(ctx).ID, in.Body.Challenge, in.Body.Name, in.Body.Passkey)
	return answer(madeOut{id}, err)
}

type signingIn struct {
	ByCase
	Origin
	Body struct {
		Task    models.TaskID   `json:"task" format:"uuid"`
		Digest  models.Digest   `json:"digest" maxLength:"64"`
		Comment string          `json:"comment,omitempty" maxLength:"8000" doc:"What the signature comes with: another comment is not signed."`
		Data    json.RawMessage `json:"data,omitempty" doc:"What the signature comes with, as in the act: other values are not signed."`
	}
}

func (s *Server) postSigning(ctx context.Context, in *signingIn) (*of[activities.Asked], error) {
	return answer(s.AskSignature(ctx, whoAsks(ctx), in.Origin.Origin, in.ID, ActForm{Task: in.Body.Task, Digest: in.Body.Digest, Comment: in.Body.Comment, Data: in.Body.Data}))
}
