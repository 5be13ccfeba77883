package api

import "countersign/models"

// routes is the whole surface of the API. Each line says who may.
func (s *Server) routes(b *board) {
	route(b, "GET /livez", "Whether the program runs", public, s.livez)
	route(b, "GET /readyz", "Whether it can do its work", public, s.readyz)

	route(b, "POST /api/v1/session", "Sign in", public, s.postSession)
	route(b, "DELETE /api/v1/session", "Sign out", signedIn, s.deleteSession)
	route(b, "GET /api/v1/me", "Who is signed in", signedIn, s.getMe)
	route(b, "PUT /api/v1/me/language", "Choose the language", signedIn, s.putLanguage)
	route(b, "GET /api/v1/tokens", "My API tokens", signedIn, s.getTokens)
	route(b, "POST /api/v1/tokens", "Make an API token; its secret is shown once", signedIn, s.postToken, created)
	route(b, "DELETE /api/v1/tokens/{id}", "Revoke an API token", signedIn, s.deleteToken)

	route(b, "GET /api/v1/inbox", "A page of one of my boxes", signedIn, s.getInbox)
	route(b, "GET /api/v1/inbox/count", "How many tasks wait for me, up to 99", watching, s.getCount)
	route(b, "GET /api/v1/stream", "Which cases change, as server-sent events", watching, s.listen)
	route(b, "GET /api/v1/notices", "Notices to me", signedIn, s.getNotices)
	route(b, "POST /api/v1/notices/read", "Mark notices as read; without ids all", signedIn, s.postRead)

	route(b, "GET /api/v1/starts", "What I may start", signedIn, s.getStarts)
	route(b, "GET /api/v1/cases", "Cases that I may see", onCases(models.Read), s.getCases)
	route(b, "POST /api/v1/cases", "Start a draft", onCases(models.Submit), s.postCase, created)
	route(b, "GET /api/v1/cases/{id}", "A case", onCases(models.Read), s.getCase)
	route(b, "DELETE /api/v1/cases/{id}", "Discard a draft", onCases(models.Submit), s.deleteCase)
	route(b, "PUT /api/v1/cases/{id}/document", "Save the document of a draft or a returned case", onCases(models.Submit), s.putDocument)
	route(b, "POST /api/v1/cases/{id}/check", "What keeps the document from being submitted", onCases(models.Submit), s.postCheck)
	route(b, "POST /api/v1/cases/{id}/submit", "Submit a draft", onCases(models.Submit), s.postSubmit)
	route(b, "POST /api/v1/cases/{id}/acts", "Sign, refuse, send back, or do what a step asks", onCases(models.Sign), s.postAct)
	route(b, "POST /api/v1/acts", "Sign several tasks, with a result for each", onCases(models.Sign), s.postBatch)
	route(b, "GET /api/v1/cases/{id}/events", "The history of a case, each entry sealing the one before", onCases(models.Read), s.getEvents)
	route(b, "GET /api/v1/cases/{id}/signatures", "The signatures on a case and what they bind", onCases(models.Read), s.getSignatures)
	route(b, "GET /api/v1/cases/{id}/explain", "Who could do something to a case, and why I may not", onCases(models.Read), s.getExplain)
	route(b, "POST /api/v1/cases/{id}/attachments", "Attach a file", onCases(models.Submit), s.postAttachment, created, file)
	route(b, "POST /api/v1/cases/{id}/acts/{act}/files", "Upload a file for a comment that is sent next", onCases(models.Comment), s.postActFile, created, file)
	route(b, "GET /api/v1/attachments/{id}", "A file", onCases(models.Read), s.getAttachment)
	route(b, "DELETE /api/v1/attachments/{id}", "Take a file out of a draft", onCases(models.Submit), s.deleteAttachment)

	route(b, "GET /api/v1/gate/{token}", "A gate pass as the guard sees it", onCases(models.Release), s.getPass)
	route(b, "GET /api/v1/registers", "The registers that I may look at", onRegisters(models.List), s.getRegisters)
	route(b, "GET /api/v1/standing", "How the open cases of my companies stand, and what waits for whom", onRegisters(models.List), s.getStanding)
	route(b, "GET /api/v1/registers/{register}", "A page of a register", onRegisters(models.List), s.getRegister)
	route(b, "GET /api/v1/registers/{register}/export", "A month of a register as a file", onRegisters(models.Export), s.getExport)

	route(b, "GET /api/v1/customers", "Find a customer of my company", signedIn, s.getCustomers)
	route(b, "GET /api/v1/varieties", "Find a variety of my company", signedIn, s.getVarieties)
	route(b, "GET /api/v1/people", "Find a person of my company", signedIn, s.getPeople)
	route(b, "GET /api/v1/forms", "Forms that my company defines itself", signedIn, s.getForms)
	route(b, "POST /api/v1/forms", "Keep the next version of a form of my company", onHouse(models.Import), s.postForm, created)
	route(b, "GET /api/v1/rules", "The clauses that the product carries out", signedIn, s.getRules)
	route(b, "GET /api/v1/organisation", "My company: units, posts and holders", signedIn, s.getOrganisation)
	route(b, "POST /api/v1/organisation/import", "Bring units, posts, people and products in from a file", onHouse(models.Import), s.postImport, file)
	route(b, "GET /api/v1/calendar/{year}", "Holidays and make-up workdays of my company", signedIn, s.getCalendar)
	route(b, "PUT /api/v1/calendar/{year}", "Replace my company's own days of a year", onHouse(models.SetCalendar), s.putCalendar)
	route(b, "GET /api/v1/proxies", "Proxies that I gave or received", signedIn, s.getProxies)
	route(b, "POST /api/v1/proxies", "Let a colleague sign for me", onHouse(models.GiveProxy), s.postProxy, created)
	route(b, "DELETE /api/v1/proxies/{id}", "Revoke a proxy that I gave", onHouse(models.GiveProxy), s.deleteProxy)
}
