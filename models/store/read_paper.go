package store

// PassToken is the secret of the case's gate pass; empty where there is none yet.
func (c OpenCase) PassToken() (string, error) {
	var row struct{ Token string }
	_, err := c.one(&row, `select token from gate_passes where case_id = ?`)
	return row.Token, err
}
