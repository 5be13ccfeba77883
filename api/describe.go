package api

import (
	"encoding/json"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
)

// Describe is the description of the API, OpenAPI 3.1 as JSON, without a house
// behind it: clients are made from it.
func Describe(version string) ([]byte, error) {
	once.Do(settings)
	gin.SetMode(gin.ReleaseMode)
	s := &Server{Options: Options{Version: version, Now: time.Now}}
	b := &board{s: s, api: s.newAPI(gin.New()), check: func(*huma.Operation) error { return nil }}
	s.routes(b)
	b.describe()
	return json.MarshalIndent(b.api.OpenAPI(), "", " ")
}
