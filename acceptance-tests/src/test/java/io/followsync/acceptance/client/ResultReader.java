package io.followsync.acceptance.client;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the result of one job in each form it is served in. */
public final class ResultReader {

	private final Http http;

	private final String path;

	ResultReader(Http http, String job) {
		this.http = http;
		this.path = "/api/v1/jobs/" + job + "/result";
	}

	/** Reads a view page by page, with at most {@code limit} rows each. */
	public List<ResultRow> pages(String view, int limit) {
		List<ResultRow> rows = new ArrayList<>();
		String after = "";
		do {
			JsonNode page = ok("?view=%s&limit=%d%s".formatted(view, limit, after), "application/json").json();
			assertThat(page.path("items")).hasSizeLessThanOrEqualTo(limit);
			page.path("items").forEach((item) -> rows.add(ResultRow.of(item)));
			assertThat(page.path("total").asInt(-1)).isGreaterThanOrEqualTo(rows.size());
			after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
		}
		while (!after.isEmpty());
		return rows;
	}

	public List<ResultRow> ndjson(String view) {
		return ok("?view=" + view, "application/x-ndjson").body()
			.lines()
			.map((line) -> ResultRow.of(JsonMapper.shared().readTree(line)))
			.toList();
	}

	public List<ResultRow> csv(String view) {
		Reply reply = ok("?view=" + view, "text/csv");
		assertThat(reply.header("Content-Type")).startsWith("text/csv");
		List<List<String>> lines = Csv.parse(reply.body());
		assertThat(lines.getFirst()).containsExactly("id", "username", "fullName", "verified", "private", "confirmed");
		return lines.stream().skip(1).map(ResultRow::of).toList();
	}

	public Reply ask(String view) {
		return this.http.get(this.path + "?view=" + view);
	}

	private Reply ok(String query, String accept) {
		Reply reply = this.http.get(this.path + query, accept);
		assertThat(reply.status()).as("result: %s", reply).isEqualTo(200);
		return reply;
	}

}
