package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
)

// TLS is how Temporal is reached over a network that others share.
type TLS struct {
	TemporalTLS  bool   `help:"Reach Temporal by TLS." group:"Places"`
	TemporalCA   string `help:"Authority that Temporal's certificate comes from; else the machine's own." type:"path" placeholder:"FILE" group:"Places"`
	TemporalCert string `help:"Certificate that the program shows Temporal (mTLS), with --temporal-key; read again when it is renewed." type:"path" placeholder:"FILE" group:"Places"`
	TemporalKey  string `help:"Key of --temporal-cert." type:"path" placeholder:"FILE" group:"Places"`
	TemporalName string `help:"Name in Temporal's certificate, where it is not that of --temporal." placeholder:"HOST" group:"Places"`
}

// config is nil where Temporal is reached without TLS.
func (t TLS) config() (*tls.Config, error) {
	if !t.TemporalTLS {
		if t.TemporalCA+t.TemporalCert+t.TemporalKey+t.TemporalName != "" {
			return nil, errors.New("--temporal-ca, --temporal-cert, --temporal-key and --temporal-name go with --temporal-tls")
		}
		return nil, nil
	}
	if (t.TemporalCert == "") != (t.TemporalKey == "") {
		return nil, errors.New("--temporal-cert and --temporal-key go together")
	}
	c := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: t.TemporalName}
	if t.TemporalCA != "" {
		text, err := os.ReadFile(t.TemporalCA)
		if err != nil {
			return nil, fmt.Errorf("--temporal-ca: %w", err)
		}
		if c.RootCAs = x509.NewCertPool(); !c.RootCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("--temporal-ca: %s has no certificate in PEM", t.TemporalCA)
		}
	}
	if t.TemporalCert != "" {
		if _, err := t.certificate(nil); err != nil {
			return nil, err
		}
		c.GetClientCertificate = t.certificate
	}
	return c, nil
}

// certificate is read at each connection, so that a renewed one is used at once.
func (t TLS) certificate(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(t.TemporalCert, t.TemporalKey)
	if err != nil {
		return nil, fmt.Errorf("--temporal-cert and --temporal-key: %w", err)
	}
	return &pair, nil
}
