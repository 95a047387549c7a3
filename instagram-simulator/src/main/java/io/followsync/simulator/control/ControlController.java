package io.followsync.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.population.MemberHistory;
import io.followsync.simulator.population.Truth;
import io.followsync.simulator.state.Event;
import io.followsync.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;

/**
 * The control API. When it answers, what it accepted is in force and in the journal;
 * every refusal says what is wrong.
 */
@RestController
@RequestMapping("/simulator")
record ControlController(StateStore store) {

	@PutMapping("/accounts/{id}")
	Mono<ControlReports.Account> place(@PathVariable long id, @RequestBody ControlForms.AccountForm form) {
		return Mono.fromSupplier(() -> new Event.AccountPlaced(form.spec(id)))
			.flatMap(this.store::record)
			.then(account(id));
	}

	@PostMapping("/accounts/{id}/changes")
	Mono<ControlReports.Account> change(@PathVariable long id, @RequestBody ControlForms.ChangesForm form) {
		return Mono.fromSupplier(() -> new Event.AccountChanged(id, form.changes(), Instant.now()))
			.flatMap(this.store::record)
			.then(account(id));
	}

	@PutMapping("/accounts/{id}/faults")
	Mono<List<Fault>> faults(@PathVariable long id, @RequestBody List<ControlForms.FaultForm> forms) {
		return Mono.fromSupplier(() -> forms.stream().map(ControlForms.FaultForm::fault).toList())
			.flatMap((faults) -> this.store.record(new Event.FaultsPlaced(id, faults)).thenReturn(faults));
	}

	@PutMapping("/sessions")
	Mono<Map<String, Boolean>> session(@RequestBody ControlForms.SessionForm form) {
		return Mono.fromSupplier(form::event).flatMap(this.store::record).thenReturn(Map.of("declared", true));
	}

	@GetMapping("/accounts/{id}/truth")
	Mono<Truth> truth(@PathVariable long id) {
		// Sorting a quarter of a million names takes too long for an event loop.
		return Mono.fromSupplier(() -> Truth.of(this.store.requirePopulation(id))).subscribeOn(Schedulers.parallel());
	}

	@GetMapping("/accounts/{id}/history")
	Mono<MemberHistory> history(@PathVariable long id) {
		return Mono.fromSupplier(() -> MemberHistory.of(this.store.requirePopulation(id)))
			.subscribeOn(Schedulers.parallel());
	}

	@GetMapping("/accounts/{id}/requests")
	Mono<ControlReports.Audit> requests(@PathVariable long id,
			@RequestParam(defaultValue = "" + Integer.MAX_VALUE) int limit) {
		return this.store.audit(id, Math.max(0, limit))
			.publishOn(Schedulers.parallel())
			.map((audit) -> ControlReports.Audit.of(id, audit));
	}

	private Mono<ControlReports.Account> account(long id) {
		return Mono.fromSupplier(() -> ControlReports.Account.of(this.store.requirePopulation(id)));
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.NOT_FOUND)
	Map<String, String> unknownAccount(StateStore.NoSuchAccountException ex) {
		return error(ex.getMessage());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, String> invalid(IllegalArgumentException ex) {
		return error(ex.getMessage());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, String> unreadable(ServerWebInputException ex) {
		Throwable cause = ex.getMostSpecificCause();
		return error(String.valueOf(cause.getMessage()).lines().findFirst().orElse("unreadable"));
	}

	private static Map<String, String> error(@Nullable String message) {
		return Map.of("error", String.valueOf(message));
	}

}
