package io.followsync.runtime.observation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Exports only what is known to hold no secret, no capability and no personal data: a
 * span's name and times, the attributes listed here, the names and times of events, and
 * whether there was an error. Libraries put whole addresses and exception messages into
 * the rest.
 */
record RedactingSpanExporter(SpanExporter next) implements SpanExporter {

	private static final Set<String> ALLOWED_ATTRIBUTES = Set.of("method", "status", "outcome", "uri", "exception",
			"messaging.system", "messaging.operation", "messaging.destination.name", "followsync.job",
			"followsync.list", "followsync.page", "followsync.endpoint", "followsync.outcome");

	/** Safe to export: values are bound, never part of the SQL text. */
	private static final Pattern STATEMENT = Pattern.compile("r2dbc\\.query\\[\\d+]");

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		return this.next.export(spans.stream().<SpanData>map(RedactedSpan::new).toList());
	}

	@Override
	public CompletableResultCode flush() {
		return this.next.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.next.shutdown();
	}

	private static final class RedactedSpan extends DelegatingSpanData {

		private final Attributes attributes;

		RedactedSpan(SpanData span) {
			super(span);
			this.attributes = span.getAttributes()
				.toBuilder()
				.removeIf((key) -> !ALLOWED_ATTRIBUTES.contains(key.getKey())
						&& !STATEMENT.matcher(key.getKey()).matches())
				.build();
		}

		@Override
		public Attributes getAttributes() {
			return this.attributes;
		}

		@Override
		public int getTotalAttributeCount() {
			return this.attributes.size();
		}

		@Override
		public List<EventData> getEvents() {
			return super.getEvents().stream()
				.map((event) -> EventData.create(event.getEpochNanos(), event.getName(), Attributes.empty()))
				.toList();
		}

		@Override
		public StatusData getStatus() {
			return StatusData.create(super.getStatus().getStatusCode(), "");
		}

	}

}
