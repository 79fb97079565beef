import { defaultResource, detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources'

/** Who sends: the service `callspec`, unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` say otherwise. */
export const callResource = (): Resource =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'callspec' }))
    .merge(detectResources({ detectors: [envDetector] }))
