package io.followsync.simulator.control;

import java.util.List;
import java.util.Map;

import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.world.Event;
import io.followsync.simulator.world.Ledger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The control API. When it answers, what it accepted is in force and in the journal. */
@RestController
@RequestMapping("/simulator")
class ControlController {

	private final Ledger ledger;

	ControlController(Ledger ledger) {
		this.ledger = ledger;
	}

	@PutMapping("/accounts/{id}")
	Mono<AccountReport> place(@PathVariable long id, @RequestBody AccountForm form) {
		return Mono.fromSupplier(() -> new Event.AccountPlaced(form.spec(id)))
			.flatMap(this.ledger::record)
			.then(account(id));
	}

	@PostMapping("/accounts/{id}/changes")
	Mono<AccountReport> change(@PathVariable long id, @RequestBody ChangesForm form) {
		return Mono.fromSupplier(() -> new Event.AccountChanged(id, form.changes()))
			.flatMap(this.ledger::record)
			.then(account(id));
	}

	@PutMapping("/accounts/{id}/faults")
	Mono<List<Fault>> faults(@PathVariable long id, @RequestBody List<FaultForm> forms) {
		return Mono.fromSupplier(() -> forms.stream().map(FaultForm::fault).toList())
			.flatMap((faults) -> this.ledger.record(new Event.FaultsPlaced(id, faults)).thenReturn(faults));
	}

	@PutMapping("/sessions")
	Mono<Map<String, Boolean>> session(@RequestBody SessionForm form) {
		return Mono.fromSupplier(form::event).flatMap(this.ledger::record).thenReturn(Map.of("declared", true));
	}

	@GetMapping("/accounts/{id}/truth")
	Mono<TruthReport> truth(@PathVariable long id) {
		// Sorting a quarter of a million names takes too long for an event loop.
		return Mono.fromSupplier(() -> TruthReport.of(this.ledger.known(id).truth()))
			.subscribeOn(Schedulers.parallel());
	}

	@GetMapping("/accounts/{id}/requests")
	Mono<AuditReport> requests(@PathVariable long id, @RequestParam(defaultValue = "" + Integer.MAX_VALUE) int limit) {
		return this.ledger.audit(id, Math.max(0, limit))
			.publishOn(Schedulers.parallel())
			.map((audit) -> AuditReport.of(id, audit));
	}

	private Mono<AccountReport> account(long id) {
		return Mono.fromSupplier(() -> AccountReport.of(this.ledger.known(id)));
	}

}
