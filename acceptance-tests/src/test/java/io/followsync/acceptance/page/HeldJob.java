package io.followsync.acceptance.page;

import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Route;

/**
 * What one tab is told of its job, for as long as a test looks at it: its stream is
 * refused, and the job is as told last whenever it is asked for.
 */
final class HeldJob {

	static final String ID = "00000000000000aa";

	// Of two members of one name the later one counts.
	private static final String JOB = """
			{"id":"%s","source":"WEB_SESSION","phase":null,"position":0,"lists":{
			"followers":{"fetched":240,"declared":240,"pages":10,"walk":1,"verdict":null,"evidence":{}},
			"following":{"fetched":25,"declared":95,"pages":1,"walk":1,"verdict":null,"evidence":{}}},
			"budget":{"remaining":12,"nextTokenAt":null},"waitingFor":null,"resumesAt":null,"failure":null,
			"result":null,"startedAt":null,"endedAt":null,"removedAt":null,%s}""";

	private final Tab tab;

	private Route.FulfillOptions answer = new Route.FulfillOptions();

	HeldJob(Tab tab) {
		this.tab = tab;
		tab.page().route(Pattern.compile("/api/v1/jobs/" + ID), this::tell);
	}

	/** The tab is loaded anew and shows the job. */
	HeldJob shown() {
		this.tab.run("() => sessionStorage.setItem('followsync.job', '" + ID + "')");
		this.tab.page().reload();
		return this;
	}

	HeldJob is(String members) {
		this.answer = json(200, JOB.formatted(ID, members));
		return this;
	}

	HeldJob isGone() {
		this.answer = json(404, "{\"title\":\"Job not found\"}");
		return this;
	}

	private void tell(Route route) {
		if (route.request().url().contains("/events") || route.request().method().equals("DELETE")) {
			route.fulfill(json(503, "{\"title\":\"Service temporarily unavailable\"}"));
		}
		else {
			route.fulfill(this.answer);
		}
	}

	private static Route.FulfillOptions json(int status, String body) {
		return new Route.FulfillOptions().setStatus(status)
			.setHeaders(Map.of("Content-Type", "application/json"))
			.setBody(body);
	}

}
