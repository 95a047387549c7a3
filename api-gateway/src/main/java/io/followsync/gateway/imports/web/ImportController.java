package io.followsync.gateway.imports.web;

import java.net.URI;
import java.util.List;

import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.imports.Imports;
import io.followsync.gateway.jobs.JobDetails;
import io.followsync.job.Capability;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebInputException;

@RestController
@Tag(name = "Imports")
record ImportController(Imports imports, ClientAddress address, Imports.Limits limits) {

	// How many bytes the boundaries and headers of the parts may add.
	private static final long FRAMING = 1024 * 1024;

	@Operation(operationId = "startImport", summary = "Start a job from a data export",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = UploadForm.class))))
	@PostMapping(path = "/api/v1/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.UNREADABLE_UPLOAD, ErrorCode.BODY_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE,
			ErrorCode.TOO_MANY_SUBMISSIONS, ErrorCode.QUEUE_FULL, ErrorCode.UPLOADS_FULL })
	Mono<ResponseEntity<StartedJson>> upload(
			@RequestHeader(name = HttpHeaders.CONTENT_LENGTH, defaultValue = "0") long length,
			@Parameter(
					description = "The owner's word that the export covers all time; also a part of the form") @RequestParam(
							defaultValue = "false") boolean allTime,
			@RequestBody Flux<PartEvent> parts, ServerHttpRequest request) {
		if (length > this.limits.maxSize().toBytes() + FRAMING) {
			throw new ApiException(ErrorCode.BODY_TOO_LARGE);
		}
		return this.imports.receive(this.address.of(request), allTime, pieces(parts)).map(ImportController::started);
	}

	private static Flux<Imports.Piece> pieces(Flux<PartEvent> parts) {
		// The reader of parts lets the errors of their headers through as they are.
		return parts.map(ImportController::piece)
			.onErrorMap(ImportController::isPartHeaderError,
					(ex) -> new ApiException(ErrorCode.UNREADABLE_UPLOAD)
						.detail("The body is not the multipart form that its content type announces."))
			// The size of the body is bounded elsewhere.
			.onErrorMap(ContentTooLargeException.class, (ex) -> new ApiException(ErrorCode.UNREADABLE_UPLOAD)
				.detail("The headers of one part of the form are too large."));
	}

	// Spring's parser of Content-Disposition reads beyond the end of some values.
	private static boolean isPartHeaderError(Throwable error) {
		return error instanceof ServerWebInputException || error instanceof IllegalArgumentException
				|| error instanceof IndexOutOfBoundsException;
	}

	private static Imports.Piece piece(PartEvent event) {
		DataBuffer content = event.content();
		try {
			byte[] data = new byte[content.readableByteCount()];
			content.read(data);
			return new Imports.Piece(event.headers().getContentDisposition().getName(),
					event.headers().getContentDisposition().getFilename(), data, event.isLast());
		}
		finally {
			DataBufferUtils.release(content);
		}
	}

	private static ResponseEntity<StartedJson> started(Capability capability) {
		JobDetails.Links links = JobDetails.Links.of(capability.value());
		return ResponseEntity.accepted()
			.location(URI.create(links.self()))
			.body(new StartedJson(capability.value(), links));
	}

	/**
	 * The form as documented: the ZIP, or following.json and every followers_*.json.
	 * Other lists of the same folder are ignored.
	 */
	record UploadForm(@ArraySchema(schema = @Schema(type = "string", format = "binary")) List<String> file,
			@Schema(description = "The owner's word that the export covers all time: it is read although it looks "
					+ "cut to a date range, and nobody is confirmed as not following back") boolean allTime) {
	}

	/** An import that was accepted, and its capability, the only access to it. */
	record StartedJson(String id, JobDetails.Links links) {

		@Override
		public String toString() {
			return "StartedJson[hidden]";
		}

	}

}
