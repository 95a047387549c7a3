package io.followsync.simulator.control;

import java.util.Map;

import io.followsync.simulator.world.NoSuchAccountException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebInputException;

/** Makes every refusal of the control API say what is wrong. */
@RestControllerAdvice(assignableTypes = ControlController.class)
class ControlErrors {

	@ExceptionHandler
	@ResponseStatus(HttpStatus.NOT_FOUND)
	Map<String, String> unknownAccount(NoSuchAccountException ex) {
		return error(ex.getMessage());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, String> nonsense(IllegalArgumentException ex) {
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
