package stepup

import (
	"net"
	"net/url"
)

// A Site is the address to which passkeys belong.
type Site struct {
	ID     string // the name of the host
	Origin string // what a browser says of the page that asks
}

// SiteOf is the site of the address where people reach the product. Passkeys need
// a name and, unless that is localhost, https: ok is false where they cannot be had.
// An address of this machine itself is reached as localhost.
func SiteOf(public string) (s Site, ok bool) {
	u, err := url.Parse(public)
	if err != nil || u.Hostname() == "" {
		return Site{}, false
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); ip != nil {
		if !ip.IsLoopback() {
			return Site{}, false
		}
		host = "localhost"
	}
	if u.Scheme != "https" && host != "localhost" {
		return Site{}, false
	}
	s = Site{ID: host, Origin: u.Scheme + "://" + host}
	if port := u.Port(); port != "" && (u.Scheme != "https" || port != "443") && (u.Scheme != "http" || port != "80") {
		s.Origin += ":" + port
	}
	return s, true
}
