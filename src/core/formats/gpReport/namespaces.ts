/** Namespace of a report's root and general part (measured over 875 reports). */
export const settingsNamespace = 'http://www.microsoft.com/GroupPolicy/Settings';
/** Namespace of identifiers and trustees. */
export const typesNamespace = 'http://www.microsoft.com/GroupPolicy/Types';
/** Namespace of security descriptors. */
export const securityNamespace = 'http://www.microsoft.com/GroupPolicy/Types/Security';
/** Namespace of `xsi:type` and `xsi:nil`. */
export const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
/** Namespace of namespace declarations. */
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
/** This product's own extension data: says which files of an extension are not rendered as settings. */
export const filesNamespace = 'urn:group-policy-as-code:report:files';
