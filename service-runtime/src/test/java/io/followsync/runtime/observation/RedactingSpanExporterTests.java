package io.followsync.runtime.observation;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedactingSpanExporterTests {

	private final InMemorySpanExporter exported = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.setSampler(new TracingAutoConfiguration().entryPointSampler(1))
		.addSpanProcessor(SimpleSpanProcessor.create(new RedactingSpanExporter(this.exported)))
		.build();

	private final Tracer tracer = this.provider.get("test");

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void exportsOnlyAllowedAttributes() {
		this.tracer.spanBuilder("http get /api/status/{job_id}")
			.setSpanKind(SpanKind.SERVER)
			.setAttribute("http.url", "/api/status/0123456789abcdef")
			.setAttribute("status", "404")
			.setAttribute("r2dbc.query[0]", "SELECT $1")
			.setAttribute("r2dbc.params[0]", "(0123456789abcdef)")
			.startSpan()
			.setStatus(StatusCode.ERROR, "no static resource 0123456789abcdef")
			.recordException(new IllegalStateException("0123456789abcdef"))
			.end();

		SpanData span = this.exported.getFinishedSpanItems().getFirst();
		assertThat(span.getAttributes().asMap().keySet()).extracting(Object::toString)
			.containsExactlyInAnyOrder("status", "r2dbc.query[0]");
		assertThat(span.getEvents()).singleElement()
			.satisfies((event) -> assertThat(event.getAttributes()).isEqualTo(Attributes.empty()));
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(span.toString()).doesNotContain("0123456789abcdef");
	}

	@Test
	void exportsNoBackgroundWork() {
		this.tracer.spanBuilder("query").setSpanKind(SpanKind.CLIENT).startSpan().end();
		assertThat(this.exported.getFinishedSpanItems()).isEmpty();

		var call = this.tracer.spanBuilder("call").setSpanKind(SpanKind.CONSUMER).startSpan();
		this.tracer.spanBuilder("query")
			.setSpanKind(SpanKind.CLIENT)
			.setParent(Context.root().with(call))
			.startSpan()
			.end();
		call.end();

		assertThat(this.exported.getFinishedSpanItems()).extracting(SpanData::getName)
			.isEqualTo(List.of("query", "call"));
	}

}
