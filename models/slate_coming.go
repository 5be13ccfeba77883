package models

// ToCome are the tasks of seats that wait for others now and for their own holders
// later, so far as anybody is still needed there. True says of a task that signers
// whom its holder has added come first.
func (s Slate) ToCome() map[TaskID]bool {
	tasks := map[TaskID]bool{}
	if len(s.Rounds) == 0 || s.Settled() {
		return tasks
	}
	for i := s.Current(); i < len(s.Rounds); i++ {
		if s.Rounds[i : i+1].settled() {
			continue
		}
		s.Rounds[i : i+1].each(func(seat *Seat) {
			first := !seat.Before.settled()
			if seat.Signed || seat.Gone || seat.Covered || i == s.Current() && !first {
				return
			}
			for _, task := range seat.Tasks {
				tasks[task] = first
			}
		})
	}
	return tasks
}
