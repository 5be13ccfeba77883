// Package browser walks through the pages with a real browser: a sample from its
// request to the gate, by the people who do it, on desks and phones, in light
// and dark, in Chinese and English. Every page that it comes to is looked at by
// axe and must be without fault.
package browser
