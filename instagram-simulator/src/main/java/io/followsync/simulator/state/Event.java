package io.followsync.simulator.state;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.population.AccountSpec;
import io.followsync.simulator.population.Changes;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can change the simulator. The same events in the same order lead to the
 * same state.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({ @JsonSubTypes.Type(value = Event.AccountPlaced.class, name = "account"),
		@JsonSubTypes.Type(value = Event.AccountChanged.class, name = "changes"),
		@JsonSubTypes.Type(value = Event.FaultsPlaced.class, name = "faults"),
		@JsonSubTypes.Type(value = Event.SessionDeclared.class, name = "session"),
		@JsonSubTypes.Type(value = Event.RequestArrived.class, name = "arrived"),
		@JsonSubTypes.Type(value = Event.RequestAnswered.class, name = "answered") })
public sealed interface Event {

	/** An account starts over with this population, unchanged and without faults. */
	record AccountPlaced(AccountSpec spec) implements Event {
	}

	/**
	 * @param at absent from the journals of older releases
	 */
	record AccountChanged(long account, Changes changes, @Nullable Instant at) implements Event {
	}

	/** These faults replace all earlier ones. */
	record FaultsPlaced(long account, List<Fault> faults) implements Event {
	}

	/** A session was declared live, dead or somebody else's. */
	record SessionDeclared(String fingerprint, SessionRule rule) implements Event {
	}

	/**
	 * What was declared about one session.
	 *
	 * @param live false for a dead session
	 * @param viewer real owner of the session, when not the one it claims
	 */
	record SessionRule(boolean live, @Nullable Long viewer) {
	}

	/**
	 * @param target account whose list or profile it asks for, null for the viewer's own
	 * @param page key of the page asked for
	 * @param pageNumber number of the page within its walk, from 1
	 * @param opensWalk whether it may start a walk
	 * @param session null without a readable session cookie
	 * @param agent digest of the user agent
	 * @param flaw what is wrong with the request, whoever sent it
	 */
	record RequestArrived(Instant at, Endpoint endpoint, @Nullable Long target, long page, int pageNumber,
			boolean opensWalk, @Nullable SessionCookie session, String agent,
			@Nullable Rejection flaw) implements Event {
	}

	/** That request in that audit trail is about to get its response. */
	record RequestAnswered(long trail, long number, int status, ApiResponse.Delivery delivery) implements Event {
	}

}
