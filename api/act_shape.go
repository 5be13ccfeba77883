package api

import (
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"countersign/activities"
	"countersign/models"
)

// actShapes are the schemas of what comes with an act, by verb.
var actShapes, actTypes = shapesOf(actData)

// filled is a Filling of fields of any type: what they hold the form itself says.
type filled struct {
	Values map[string]any `json:"values,omitempty"`
}

func shapesOf(shapes map[models.Verb]any) (map[models.Verb]*huma.Schema, huma.Registry) {
	types := huma.NewMapRegistry("#/", huma.DefaultSchemaNamer)
	all := map[models.Verb]*huma.Schema{}
	for verb, shape := range shapes {
		if _, filling := shape.(activities.Filling); filling {
			shape = filled{}
		}
		all[verb] = types.Schema(reflect.TypeOf(shape), true, "")
	}
	return all, types
}

// shaped names every member of an act's own form that is unknown, missing or of another
// type, as those of every other body are named.
func shaped(verb models.Verb, data json.RawMessage) error {
	var given any
	shape, has := actShapes[verb]
	if !has || len(data) == 0 {
		return nil
	}
	if err := json.Unmarshal(data, &given); err != nil {
		return refuse(models.Invalid, "act-unreadable")
	}
	if given == nil { // null is none
		return nil
	}
	var found huma.ValidateResult
	huma.Validate(actTypes, shape, huma.NewPathBuffer([]byte("body.data"), len("body.data")), huma.ModeWriteToServer, given, &found)
	if len(found.Errors) == 0 {
		return nil
	}
	e := refuse(models.Invalid, "request-wrong")
	e.Fields = wrongIn(found.Errors)
	return e
}
