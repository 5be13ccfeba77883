package api

// A Server answers for the house.
type Server struct{}
