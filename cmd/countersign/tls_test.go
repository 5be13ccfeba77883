package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/workflows"
	"countersign/workflows/codec"
)

// An authority signs certificates.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	a := &authority{t: t}
	a.cert = &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	certificate, key := a.issue(a.cert)
	block, _ := pem.Decode([]byte(certificate))
	var err error
	a.cert, err = x509.ParseCertificate(block.Bytes)
	require.NoError(t, err)
	block, _ = pem.Decode([]byte(key))
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	require.NoError(t, err)
	a.key = parsed.(*ecdsa.PrivateKey)
	return a
}

// issue makes a certificate and its key in PEM.
func (a *authority) issue(c *x509.Certificate) (certificate, key string) {
	own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(a.t, err)
	signer := a.key
	if signer == nil {
		signer = own
	}
	der, err := x509.CreateCertificate(rand.Reader, c, a.cert, &own.PublicKey, signer)
	require.NoError(a.t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(own)
	require.NoError(a.t, err)
	return inPEM("CERTIFICATE", der), inPEM("PRIVATE KEY", secret)
}

func inPEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func (a *authority) of(name string) (certificate, key string) {
	return a.issue(&x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotAfter: time.Now().Add(time.Hour)})
}

// door is Temporal behind TLS which asks for a certificate of the authority.
func (a *authority) door(temporal string) string {
	certificate, key := a.of("temporal.example.com")
	pair, err := tls.X509KeyPair([]byte(certificate), []byte(key))
	require.NoError(a.t, err)
	trusted := x509.NewCertPool()
	trusted.AddCert(a.cert)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: trusted, NextProtos: []string{"h2"}})
	require.NoError(a.t, err)
	a.t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			go pass(from, temporal)
		}
	}()
	return listener.Addr().String()
}

func pass(from net.Conn, address string) {
	defer from.Close()
	to, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer to.Close()
	go func() { _, _ = io.Copy(to, from); to.Close() }()
	_, _ = io.Copy(from, to)
}

func TestTemporalIsReachedByTLSWithACertificateOfOurOwn(t *testing.T) {
	address := os.Getenv("COUNTERSIGN_TEST_TEMPORAL")
	require.NotEmpty(t, address, "run the tests with `make test`")
	a := newAuthority(t)
	door := a.door(address)
	certificate, key := a.of("countersign")
	o := TLS{TemporalTLS: true, TemporalCA: file(t, "ca.pem", inPEM("CERTIFICATE", a.cert.Raw)), TemporalCert: file(t, "cert.pem", certificate), TemporalKey: file(t, "key.pem", key), TemporalName: "temporal.example.com"}
	reach := func(o TLS) error {
		security, err := o.config()
		require.NoError(t, err)
		client, err := workflows.Connect(t.Context(), workflows.Options{Address: door, Namespace: "countersign", Keys: []codec.Key{{ID: "k", Secret: []byte("p7vQ2kXw9Zc4nR8sLb3yTf6hJd1mGa5e")}}, TLS: security, Log: slog.New(slog.DiscardHandler)})
		if err == nil {
			client.Close()
		}
		return err
	}
	require.NoError(t, reach(o))
	other := o
	other.TemporalName = "somebody.example.com"
	require.Error(t, reach(other), "another server")
	other = o
	other.TemporalCert, other.TemporalKey = "", ""
	require.Error(t, reach(other), "without a certificate")
}

func TestTLSSettingsThatDoNotFitAreRefused(t *testing.T) {
	for says, o := range map[string]TLS{
		"--temporal-tls":   {TemporalCA: "ca.pem"},
		"go together":      {TemporalTLS: true, TemporalCert: "c.pem"},
		"no certificate":   {TemporalTLS: true, TemporalCA: file(t, "ca.pem", "nothing")},
		"--temporal-ca":    {TemporalTLS: true, TemporalCA: "/nowhere/at/all"},
		"--temporal-cert ": {TemporalTLS: true, TemporalCert: "/nowhere/at/all", TemporalKey: "/nowhere/at/all"},
	} {
		_, err := o.config()
		require.ErrorContains(t, err, says)
	}
	none, err := TLS{}.config()
	require.NoError(t, err)
	require.Nil(t, none)
}
