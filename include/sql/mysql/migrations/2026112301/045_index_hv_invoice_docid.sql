-- Own index. Whether a document of LMS is one of ours.
CREATE INDEX hv_invoice_docid ON hv_invoice (docid)
