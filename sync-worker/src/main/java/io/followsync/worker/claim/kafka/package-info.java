/** Wake-ups over Kafka: reactor-kafka stays behind this package. */
@NullMarked
package io.followsync.worker.claim.kafka;

import org.jspecify.annotations.NullMarked;
