// Made by scripts/generate-protos, from:
// SHA-256 of Protos/emqx/exhook/v1/exhook.proto: 144037383ec6453eddce5062bd46fa633a29d2fd08f221ce5e864f57ca56e24c
// SHA-256 of Protos/emqx/exhook/v2/exhook.proto: 0041b1dc3250100a6426d218ec4912ce9038a391d2087eaf0a9432253f680a2c
// SHA-256 of Protos/emqx/exhook/v3/exhook.proto: 01a60083b55891a9c3002c695c0a4c4f171198517ccc1133a8478ee35fafc763
// SHA-256 of Protos/emqx/exproto/v1/exproto.proto: 69b1b52dfb39190153db3b33a50d78a569ab94cd257fe9f48c26f2589bf8e5b4
// SHA-256 of Protos/grpc/health/v1/health.proto: 70eef5390e9f3008247202c561730de224c9489a6d1c199a759412b9d788818e
// SHA-256 of Protos/grpc/reflection/v1/reflection.proto: b3a01a9960c84c782a02e1fabd6d4ee3c7bcc54ffb79ea354d1a9f6872d107c7
// SHA-256 of Protos/grpc/reflection/v1alpha/reflection.proto: d0f961c62569125908253df602bfa2d2453808477557b4a6698a81f5298acaf6
// swift-format-ignore-file

/// The protos that this package serves, as protoc sees them.
enum FileDescriptors {
    static let all = [
        FileDescriptor(
            name: "emqx/exhook/v1/exhook.proto",
            base64: """
                ChtlbXF4L2V4aG9vay92MS9leGhvb2sucHJvdG8SDmVtcXguZXhob29rLnYxInwKFVByb3ZpZGVyTG9hZGVkUmVxdWVzdBIyCgZicm9rZXIYASABKAsyGi5l\
                bXF4LmV4aG9vay52MS5Ccm9rZXJJbmZvUgZicm9rZXISLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIkoKF1Byb3Zp\
                ZGVyVW5sb2FkZWRSZXF1ZXN0Ei8KBG1ldGEYASABKAsyGy5lbXF4LmV4aG9vay52MS5SZXF1ZXN0TWV0YVIEbWV0YSKtAQoUQ2xpZW50Q29ubmVjdFJlcXVl\
                c3QSNAoIY29ubmluZm8YASABKAsyGC5lbXF4LmV4aG9vay52MS5Db25uSW5mb1IIY29ubmluZm8SLgoFcHJvcHMYAiADKAsyGC5lbXF4LmV4aG9vay52MS5Q\
                cm9wZXJ0eVIFcHJvcHMSLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIs4BChRDbGllbnRDb25uYWNrUmVxdWVzdBI0\
                Cghjb25uaW5mbxgBIAEoCzIYLmVtcXguZXhob29rLnYxLkNvbm5JbmZvUghjb25uaW5mbxIfCgtyZXN1bHRfY29kZRgCIAEoCVIKcmVzdWx0Q29kZRIuCgVw\
                cm9wcxgDIAMoCzIYLmVtcXguZXhob29rLnYxLlByb3BlcnR5UgVwcm9wcxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjEuUmVxdWVzdE1ldGFSBG1l\
                dGEihQEKFkNsaWVudENvbm5lY3RlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYxLkNsaWVudEluZm9SCmNsaWVudGluZm8S\
                LwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIqABChlDbGllbnREaXNjb25uZWN0ZWRSZXF1ZXN0EjoKCmNsaWVudGlu\
                Zm8YASABKAsyGi5lbXF4LmV4aG9vay52MS5DbGllbnRJbmZvUgpjbGllbnRpbmZvEhYKBnJlYXNvbhgCIAEoCVIGcmVhc29uEi8KBG1ldGEYAyABKAsyGy5l\
                bXF4LmV4aG9vay52MS5SZXF1ZXN0TWV0YVIEbWV0YSKgAQoZQ2xpZW50QXV0aGVudGljYXRlUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5l\
                eGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIWCgZyZXN1bHQYAiABKAhSBnJlc3VsdBIvCgRtZXRhGAMgASgLMhsuZW1xeC5leGhvb2sudjEuUmVx\
                dWVzdE1ldGFSBG1ldGEiogIKFUNsaWVudENoZWNrQWNsUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IK\
                Y2xpZW50aW5mbxJECgR0eXBlGAIgASgOMjAuZW1xeC5leGhvb2sudjEuQ2xpZW50Q2hlY2tBY2xSZXF1ZXN0LkFjbFJlcVR5cGVSBHR5cGUSFAoFdG9waWMY\
                AyABKAlSBXRvcGljEhYKBnJlc3VsdBgEIAEoCFIGcmVzdWx0Ei8KBG1ldGEYBSABKAsyGy5lbXF4LmV4aG9vay52MS5SZXF1ZXN0TWV0YVIEbWV0YSIoCgpB\
                Y2xSZXFUeXBlEgsKB1BVQkxJU0gQABINCglTVUJTQ1JJQkUQASL3AQoWQ2xpZW50U3Vic2NyaWJlUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1x\
                eC5leGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIuCgVwcm9wcxgCIAMoCzIYLmVtcXguZXhob29rLnYxLlByb3BlcnR5UgVwcm9wcxJACg10b3Bp\
                Y19maWx0ZXJzGAMgAygLMhsuZW1xeC5leGhvb2sudjEuVG9waWNGaWx0ZXJSDHRvcGljRmlsdGVycxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjEu\
                UmVxdWVzdE1ldGFSBG1ldGEi+QEKGENsaWVudFVuc3Vic2NyaWJlUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50\
                SW5mb1IKY2xpZW50aW5mbxIuCgVwcm9wcxgCIAMoCzIYLmVtcXguZXhob29rLnYxLlByb3BlcnR5UgVwcm9wcxJACg10b3BpY19maWx0ZXJzGAMgAygLMhsu\
                ZW1xeC5leGhvb2sudjEuVG9waWNGaWx0ZXJSDHRvcGljRmlsdGVycxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjEuUmVxdWVzdE1ldGFSBG1ldGEi\
                hAEKFVNlc3Npb25DcmVhdGVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIvCgRt\
                ZXRhGAIgASgLMhsuZW1xeC5leGhvb2sudjEuUmVxdWVzdE1ldGFSBG1ldGEi0AEKGFNlc3Npb25TdWJzY3JpYmVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEg\
                ASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIUCgV0b3BpYxgCIAEoCVIFdG9waWMSMQoHc3Vib3B0cxgDIAEoCzIXLmVtcXgu\
                ZXhob29rLnYxLlN1Yk9wdHNSB3N1Ym9wdHMSLwoEbWV0YRgEIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIp8BChpTZXNzaW9uVW5z\
                dWJzY3JpYmVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIUCgV0b3BpYxgCIAEo\
                CVIFdG9waWMSLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIoQBChVTZXNzaW9uUmVzdW1lZFJlcXVlc3QSOgoKY2xp\
                ZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYxLkNsaWVudEluZm9SCmNsaWVudGluZm8SLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVl\
                c3RNZXRhUgRtZXRhIoYBChdTZXNzaW9uRGlzY2FyZGVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IK\
                Y2xpZW50aW5mbxIvCgRtZXRhGAIgASgLMhsuZW1xeC5leGhvb2sudjEuUmVxdWVzdE1ldGFSBG1ldGEihwEKGFNlc3Npb25UYWtlb3ZlcmVkUmVxdWVzdBI6\
                CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIvCgRtZXRhGAIgASgLMhsuZW1xeC5leGhvb2sudjEu\
                UmVxdWVzdE1ldGFSBG1ldGEinwEKGFNlc3Npb25UZXJtaW5hdGVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjEuQ2xpZW50\
                SW5mb1IKY2xpZW50aW5mbxIWCgZyZWFzb24YAiABKAlSBnJlYXNvbhIvCgRtZXRhGAMgASgLMhsuZW1xeC5leGhvb2sudjEuUmVxdWVzdE1ldGFSBG1ldGEi\
                ewoVTWVzc2FnZVB1Ymxpc2hSZXF1ZXN0EjEKB21lc3NhZ2UYASABKAsyFy5lbXF4LmV4aG9vay52MS5NZXNzYWdlUgdtZXNzYWdlEi8KBG1ldGEYAiABKAsy\
                Gy5lbXF4LmV4aG9vay52MS5SZXF1ZXN0TWV0YVIEbWV0YSK5AQoXTWVzc2FnZURlbGl2ZXJlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXgu\
                ZXhob29rLnYxLkNsaWVudEluZm9SCmNsaWVudGluZm8SMQoHbWVzc2FnZRgCIAEoCzIXLmVtcXguZXhob29rLnYxLk1lc3NhZ2VSB21lc3NhZ2USLwoEbWV0\
                YRgDIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVlc3RNZXRhUgRtZXRhIpMBChVNZXNzYWdlRHJvcHBlZFJlcXVlc3QSMQoHbWVzc2FnZRgBIAEoCzIXLmVt\
                cXguZXhob29rLnYxLk1lc3NhZ2VSB21lc3NhZ2USFgoGcmVhc29uGAIgASgJUgZyZWFzb24SLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYxLlJlcXVl\
                c3RNZXRhUgRtZXRhIrUBChNNZXNzYWdlQWNrZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52MS5DbGllbnRJbmZvUgpjbGll\
                bnRpbmZvEjEKB21lc3NhZ2UYAiABKAsyFy5lbXF4LmV4aG9vay52MS5NZXNzYWdlUgdtZXNzYWdlEi8KBG1ldGEYAyABKAsyGy5lbXF4LmV4aG9vay52MS5S\
                ZXF1ZXN0TWV0YVIEbWV0YSJACg5Mb2FkZWRSZXNwb25zZRIuCgVob29rcxgBIAMoCzIYLmVtcXguZXhob29rLnYxLkhvb2tTcGVjUgVob29rcyLzAQoOVmFs\
                dWVkUmVzcG9uc2USQAoEdHlwZRgBIAEoDjIsLmVtcXguZXhob29rLnYxLlZhbHVlZFJlc3BvbnNlLlJlc3BvbnNlZFR5cGVSBHR5cGUSIQoLYm9vbF9yZXN1\
                bHQYAyABKAhIAFIKYm9vbFJlc3VsdBIzCgdtZXNzYWdlGAQgASgLMhcuZW1xeC5leGhvb2sudjEuTWVzc2FnZUgAUgdtZXNzYWdlIj4KDVJlc3BvbnNlZFR5\
                cGUSDAoIQ09OVElOVUUQABIKCgZJR05PUkUQARITCg9TVE9QX0FORF9SRVRVUk4QAkIHCgV2YWx1ZSIOCgxFbXB0eVN1Y2Nlc3MidgoKQnJva2VySW5mbxIY\
                Cgd2ZXJzaW9uGAEgASgJUgd2ZXJzaW9uEhoKCHN5c2Rlc2NyGAIgASgJUghzeXNkZXNjchIWCgZ1cHRpbWUYAyABKAlSBnVwdGltZRIaCghkYXRldGltZRgE\
                IAEoCVIIZGF0ZXRpbWUiNgoISG9va1NwZWMSEgoEbmFtZRgBIAEoCVIEbmFtZRIWCgZ0b3BpY3MYAiADKAlSBnRvcGljcyLoAQoIQ29ubkluZm8SEgoEbm9k\
                ZRgBIAEoCVIEbm9kZRIaCghjbGllbnRpZBgCIAEoCVIIY2xpZW50aWQSGgoIdXNlcm5hbWUYAyABKAlSCHVzZXJuYW1lEhoKCHBlZXJob3N0GAQgASgJUghw\
                ZWVyaG9zdBIaCghzb2NrcG9ydBgFIAEoDVIIc29ja3BvcnQSHQoKcHJvdG9fbmFtZRgGIAEoCVIJcHJvdG9OYW1lEhsKCXByb3RvX3ZlchgHIAEoCVIIcHJv\
                dG9WZXISHAoJa2VlcGFsaXZlGAggASgNUglrZWVwYWxpdmUiyQIKCkNsaWVudEluZm8SEgoEbm9kZRgBIAEoCVIEbm9kZRIaCghjbGllbnRpZBgCIAEoCVII\
                Y2xpZW50aWQSGgoIdXNlcm5hbWUYAyABKAlSCHVzZXJuYW1lEhoKCHBhc3N3b3JkGAQgASgJUghwYXNzd29yZBIaCghwZWVyaG9zdBgFIAEoCVIIcGVlcmhv\
                c3QSGgoIc29ja3BvcnQYBiABKA1SCHNvY2twb3J0EhoKCHByb3RvY29sGAcgASgJUghwcm90b2NvbBIeCgptb3VudHBvaW50GAggASgJUgptb3VudHBvaW50\
                EiEKDGlzX3N1cGVydXNlchgJIAEoCFILaXNTdXBlcnVzZXISHAoJYW5vbnltb3VzGAogASgIUglhbm9ueW1vdXMSDgoCY24YCyABKAlSAmNuEg4KAmRuGAwg\
                ASgJUgJkbiKdAgoHTWVzc2FnZRISCgRub2RlGAEgASgJUgRub2RlEg4KAmlkGAIgASgJUgJpZBIQCgNxb3MYAyABKA1SA3FvcxISCgRmcm9tGAQgASgJUgRm\
                cm9tEhQKBXRvcGljGAUgASgJUgV0b3BpYxIYCgdwYXlsb2FkGAYgASgMUgdwYXlsb2FkEhwKCXRpbWVzdGFtcBgHIAEoBFIJdGltZXN0YW1wEj4KB2hlYWRl\
                cnMYCCADKAsyJC5lbXF4LmV4aG9vay52MS5NZXNzYWdlLkhlYWRlcnNFbnRyeVIHaGVhZGVycxo6CgxIZWFkZXJzRW50cnkSEAoDa2V5GAEgASgJUgNrZXkS\
                FAoFdmFsdWUYAiABKAlSBXZhbHVlOgI4ASI0CghQcm9wZXJ0eRISCgRuYW1lGAEgASgJUgRuYW1lEhQKBXZhbHVlGAIgASgJUgV2YWx1ZSIzCgtUb3BpY0Zp\
                bHRlchISCgRuYW1lGAEgASgJUgRuYW1lEhAKA3FvcxgCIAEoDVIDcW9zImMKB1N1Yk9wdHMSEAoDcW9zGAEgASgNUgNxb3MSFAoFc2hhcmUYAiABKAlSBXNo\
                YXJlEg4KAnJoGAMgASgNUgJyaBIQCgNyYXAYBCABKA1SA3JhcBIOCgJubBgFIAEoDVICbmwiegoLUmVxdWVzdE1ldGESEgoEbm9kZRgBIAEoCVIEbm9kZRIY\
                Cgd2ZXJzaW9uGAIgASgJUgd2ZXJzaW9uEhoKCHN5c2Rlc2NyGAMgASgJUghzeXNkZXNjchIhCgxjbHVzdGVyX25hbWUYBCABKAlSC2NsdXN0ZXJOYW1lMp0P\
                CgxIb29rUHJvdmlkZXISWQoQT25Qcm92aWRlckxvYWRlZBIlLmVtcXguZXhob29rLnYxLlByb3ZpZGVyTG9hZGVkUmVxdWVzdBoeLmVtcXguZXhob29rLnYx\
                LkxvYWRlZFJlc3BvbnNlElsKEk9uUHJvdmlkZXJVbmxvYWRlZBInLmVtcXguZXhob29rLnYxLlByb3ZpZGVyVW5sb2FkZWRSZXF1ZXN0GhwuZW1xeC5leGhv\
                b2sudjEuRW1wdHlTdWNjZXNzElUKD09uQ2xpZW50Q29ubmVjdBIkLmVtcXguZXhob29rLnYxLkNsaWVudENvbm5lY3RSZXF1ZXN0GhwuZW1xeC5leGhvb2su\
                djEuRW1wdHlTdWNjZXNzElUKD09uQ2xpZW50Q29ubmFjaxIkLmVtcXguZXhob29rLnYxLkNsaWVudENvbm5hY2tSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjEu\
                RW1wdHlTdWNjZXNzElkKEU9uQ2xpZW50Q29ubmVjdGVkEiYuZW1xeC5leGhvb2sudjEuQ2xpZW50Q29ubmVjdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYx\
                LkVtcHR5U3VjY2VzcxJfChRPbkNsaWVudERpc2Nvbm5lY3RlZBIpLmVtcXguZXhob29rLnYxLkNsaWVudERpc2Nvbm5lY3RlZFJlcXVlc3QaHC5lbXF4LmV4\
                aG9vay52MS5FbXB0eVN1Y2Nlc3MSYQoUT25DbGllbnRBdXRoZW50aWNhdGUSKS5lbXF4LmV4aG9vay52MS5DbGllbnRBdXRoZW50aWNhdGVSZXF1ZXN0Gh4u\
                ZW1xeC5leGhvb2sudjEuVmFsdWVkUmVzcG9uc2USWQoQT25DbGllbnRDaGVja0FjbBIlLmVtcXguZXhob29rLnYxLkNsaWVudENoZWNrQWNsUmVxdWVzdBoe\
                LmVtcXguZXhob29rLnYxLlZhbHVlZFJlc3BvbnNlElkKEU9uQ2xpZW50U3Vic2NyaWJlEiYuZW1xeC5leGhvb2sudjEuQ2xpZW50U3Vic2NyaWJlUmVxdWVz\
                dBocLmVtcXguZXhob29rLnYxLkVtcHR5U3VjY2VzcxJdChNPbkNsaWVudFVuc3Vic2NyaWJlEiguZW1xeC5leGhvb2sudjEuQ2xpZW50VW5zdWJzY3JpYmVS\
                ZXF1ZXN0GhwuZW1xeC5leGhvb2sudjEuRW1wdHlTdWNjZXNzElcKEE9uU2Vzc2lvbkNyZWF0ZWQSJS5lbXF4LmV4aG9vay52MS5TZXNzaW9uQ3JlYXRlZFJl\
                cXVlc3QaHC5lbXF4LmV4aG9vay52MS5FbXB0eVN1Y2Nlc3MSXQoTT25TZXNzaW9uU3Vic2NyaWJlZBIoLmVtcXguZXhob29rLnYxLlNlc3Npb25TdWJzY3Jp\
                YmVkUmVxdWVzdBocLmVtcXguZXhob29rLnYxLkVtcHR5U3VjY2VzcxJhChVPblNlc3Npb25VbnN1YnNjcmliZWQSKi5lbXF4LmV4aG9vay52MS5TZXNzaW9u\
                VW5zdWJzY3JpYmVkUmVxdWVzdBocLmVtcXguZXhob29rLnYxLkVtcHR5U3VjY2VzcxJXChBPblNlc3Npb25SZXN1bWVkEiUuZW1xeC5leGhvb2sudjEuU2Vz\
                c2lvblJlc3VtZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjEuRW1wdHlTdWNjZXNzElsKEk9uU2Vzc2lvbkRpc2NhcmRlZBInLmVtcXguZXhob29rLnYxLlNl\
                c3Npb25EaXNjYXJkZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjEuRW1wdHlTdWNjZXNzEl0KE09uU2Vzc2lvblRha2VvdmVyZWQSKC5lbXF4LmV4aG9vay52\
                MS5TZXNzaW9uVGFrZW92ZXJlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52MS5FbXB0eVN1Y2Nlc3MSXQoTT25TZXNzaW9uVGVybWluYXRlZBIoLmVtcXguZXho\
                b29rLnYxLlNlc3Npb25UZXJtaW5hdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYxLkVtcHR5U3VjY2VzcxJZChBPbk1lc3NhZ2VQdWJsaXNoEiUuZW1xeC5l\
                eGhvb2sudjEuTWVzc2FnZVB1Ymxpc2hSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjEuVmFsdWVkUmVzcG9uc2USWwoST25NZXNzYWdlRGVsaXZlcmVkEicuZW1x\
                eC5leGhvb2sudjEuTWVzc2FnZURlbGl2ZXJlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52MS5FbXB0eVN1Y2Nlc3MSVwoQT25NZXNzYWdlRHJvcHBlZBIlLmVt\
                cXguZXhob29rLnYxLk1lc3NhZ2VEcm9wcGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYxLkVtcHR5U3VjY2VzcxJTCg5Pbk1lc3NhZ2VBY2tlZBIjLmVtcXgu\
                ZXhob29rLnYxLk1lc3NhZ2VBY2tlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52MS5FbXB0eVN1Y2Nlc3NiBnByb3RvMw==
                """,
            symbols: """
                emqx.exhook.v1.BrokerInfo emqx.exhook.v1.BrokerInfo.datetime emqx.exhook.v1.BrokerInfo.sysdescr emqx.exhook.v1.BrokerInf\
                o.uptime emqx.exhook.v1.BrokerInfo.version emqx.exhook.v1.ClientAuthenticateRequest emqx.exhook.v1.ClientAuthenticateReq\
                uest.clientinfo emqx.exhook.v1.ClientAuthenticateRequest.meta emqx.exhook.v1.ClientAuthenticateRequest.result emqx.exhoo\
                k.v1.ClientCheckAclRequest emqx.exhook.v1.ClientCheckAclRequest.AclReqType emqx.exhook.v1.ClientCheckAclRequest.PUBLISH \
                emqx.exhook.v1.ClientCheckAclRequest.SUBSCRIBE emqx.exhook.v1.ClientCheckAclRequest.clientinfo emqx.exhook.v1.ClientChec\
                kAclRequest.meta emqx.exhook.v1.ClientCheckAclRequest.result emqx.exhook.v1.ClientCheckAclRequest.topic emqx.exhook.v1.C\
                lientCheckAclRequest.type emqx.exhook.v1.ClientConnackRequest emqx.exhook.v1.ClientConnackRequest.conninfo emqx.exhook.v\
                1.ClientConnackRequest.meta emqx.exhook.v1.ClientConnackRequest.props emqx.exhook.v1.ClientConnackRequest.result_code em\
                qx.exhook.v1.ClientConnectRequest emqx.exhook.v1.ClientConnectRequest.conninfo emqx.exhook.v1.ClientConnectRequest.meta \
                emqx.exhook.v1.ClientConnectRequest.props emqx.exhook.v1.ClientConnectedRequest emqx.exhook.v1.ClientConnectedRequest.cl\
                ientinfo emqx.exhook.v1.ClientConnectedRequest.meta emqx.exhook.v1.ClientDisconnectedRequest emqx.exhook.v1.ClientDiscon\
                nectedRequest.clientinfo emqx.exhook.v1.ClientDisconnectedRequest.meta emqx.exhook.v1.ClientDisconnectedRequest.reason e\
                mqx.exhook.v1.ClientInfo emqx.exhook.v1.ClientInfo.anonymous emqx.exhook.v1.ClientInfo.clientid emqx.exhook.v1.ClientInf\
                o.cn emqx.exhook.v1.ClientInfo.dn emqx.exhook.v1.ClientInfo.is_superuser emqx.exhook.v1.ClientInfo.mountpoint emqx.exhoo\
                k.v1.ClientInfo.node emqx.exhook.v1.ClientInfo.password emqx.exhook.v1.ClientInfo.peerhost emqx.exhook.v1.ClientInfo.pro\
                tocol emqx.exhook.v1.ClientInfo.sockport emqx.exhook.v1.ClientInfo.username emqx.exhook.v1.ClientSubscribeRequest emqx.e\
                xhook.v1.ClientSubscribeRequest.clientinfo emqx.exhook.v1.ClientSubscribeRequest.meta emqx.exhook.v1.ClientSubscribeRequ\
                est.props emqx.exhook.v1.ClientSubscribeRequest.topic_filters emqx.exhook.v1.ClientUnsubscribeRequest emqx.exhook.v1.Cli\
                entUnsubscribeRequest.clientinfo emqx.exhook.v1.ClientUnsubscribeRequest.meta emqx.exhook.v1.ClientUnsubscribeRequest.pr\
                ops emqx.exhook.v1.ClientUnsubscribeRequest.topic_filters emqx.exhook.v1.ConnInfo emqx.exhook.v1.ConnInfo.clientid emqx.\
                exhook.v1.ConnInfo.keepalive emqx.exhook.v1.ConnInfo.node emqx.exhook.v1.ConnInfo.peerhost emqx.exhook.v1.ConnInfo.proto\
                _name emqx.exhook.v1.ConnInfo.proto_ver emqx.exhook.v1.ConnInfo.sockport emqx.exhook.v1.ConnInfo.username emqx.exhook.v1\
                .EmptySuccess emqx.exhook.v1.HookProvider emqx.exhook.v1.HookProvider.OnClientAuthenticate emqx.exhook.v1.HookProvider.O\
                nClientCheckAcl emqx.exhook.v1.HookProvider.OnClientConnack emqx.exhook.v1.HookProvider.OnClientConnect emqx.exhook.v1.H\
                ookProvider.OnClientConnected emqx.exhook.v1.HookProvider.OnClientDisconnected emqx.exhook.v1.HookProvider.OnClientSubsc\
                ribe emqx.exhook.v1.HookProvider.OnClientUnsubscribe emqx.exhook.v1.HookProvider.OnMessageAcked emqx.exhook.v1.HookProvi\
                der.OnMessageDelivered emqx.exhook.v1.HookProvider.OnMessageDropped emqx.exhook.v1.HookProvider.OnMessagePublish emqx.ex\
                hook.v1.HookProvider.OnProviderLoaded emqx.exhook.v1.HookProvider.OnProviderUnloaded emqx.exhook.v1.HookProvider.OnSessi\
                onCreated emqx.exhook.v1.HookProvider.OnSessionDiscarded emqx.exhook.v1.HookProvider.OnSessionResumed emqx.exhook.v1.Hoo\
                kProvider.OnSessionSubscribed emqx.exhook.v1.HookProvider.OnSessionTakeovered emqx.exhook.v1.HookProvider.OnSessionTermi\
                nated emqx.exhook.v1.HookProvider.OnSessionUnsubscribed emqx.exhook.v1.HookSpec emqx.exhook.v1.HookSpec.name emqx.exhook\
                .v1.HookSpec.topics emqx.exhook.v1.LoadedResponse emqx.exhook.v1.LoadedResponse.hooks emqx.exhook.v1.Message emqx.exhook\
                .v1.Message.HeadersEntry emqx.exhook.v1.Message.HeadersEntry.key emqx.exhook.v1.Message.HeadersEntry.value emqx.exhook.v\
                1.Message.from emqx.exhook.v1.Message.headers emqx.exhook.v1.Message.id emqx.exhook.v1.Message.node emqx.exhook.v1.Messa\
                ge.payload emqx.exhook.v1.Message.qos emqx.exhook.v1.Message.timestamp emqx.exhook.v1.Message.topic emqx.exhook.v1.Messa\
                geAckedRequest emqx.exhook.v1.MessageAckedRequest.clientinfo emqx.exhook.v1.MessageAckedRequest.message emqx.exhook.v1.M\
                essageAckedRequest.meta emqx.exhook.v1.MessageDeliveredRequest emqx.exhook.v1.MessageDeliveredRequest.clientinfo emqx.ex\
                hook.v1.MessageDeliveredRequest.message emqx.exhook.v1.MessageDeliveredRequest.meta emqx.exhook.v1.MessageDroppedRequest\
                 emqx.exhook.v1.MessageDroppedRequest.message emqx.exhook.v1.MessageDroppedRequest.meta emqx.exhook.v1.MessageDroppedReq\
                uest.reason emqx.exhook.v1.MessagePublishRequest emqx.exhook.v1.MessagePublishRequest.message emqx.exhook.v1.MessagePubl\
                ishRequest.meta emqx.exhook.v1.Property emqx.exhook.v1.Property.name emqx.exhook.v1.Property.value emqx.exhook.v1.Provid\
                erLoadedRequest emqx.exhook.v1.ProviderLoadedRequest.broker emqx.exhook.v1.ProviderLoadedRequest.meta emqx.exhook.v1.Pro\
                viderUnloadedRequest emqx.exhook.v1.ProviderUnloadedRequest.meta emqx.exhook.v1.RequestMeta emqx.exhook.v1.RequestMeta.c\
                luster_name emqx.exhook.v1.RequestMeta.node emqx.exhook.v1.RequestMeta.sysdescr emqx.exhook.v1.RequestMeta.version emqx.\
                exhook.v1.SessionCreatedRequest emqx.exhook.v1.SessionCreatedRequest.clientinfo emqx.exhook.v1.SessionCreatedRequest.met\
                a emqx.exhook.v1.SessionDiscardedRequest emqx.exhook.v1.SessionDiscardedRequest.clientinfo emqx.exhook.v1.SessionDiscard\
                edRequest.meta emqx.exhook.v1.SessionResumedRequest emqx.exhook.v1.SessionResumedRequest.clientinfo emqx.exhook.v1.Sessi\
                onResumedRequest.meta emqx.exhook.v1.SessionSubscribedRequest emqx.exhook.v1.SessionSubscribedRequest.clientinfo emqx.ex\
                hook.v1.SessionSubscribedRequest.meta emqx.exhook.v1.SessionSubscribedRequest.subopts emqx.exhook.v1.SessionSubscribedRe\
                quest.topic emqx.exhook.v1.SessionTakeoveredRequest emqx.exhook.v1.SessionTakeoveredRequest.clientinfo emqx.exhook.v1.Se\
                ssionTakeoveredRequest.meta emqx.exhook.v1.SessionTerminatedRequest emqx.exhook.v1.SessionTerminatedRequest.clientinfo e\
                mqx.exhook.v1.SessionTerminatedRequest.meta emqx.exhook.v1.SessionTerminatedRequest.reason emqx.exhook.v1.SessionUnsubsc\
                ribedRequest emqx.exhook.v1.SessionUnsubscribedRequest.clientinfo emqx.exhook.v1.SessionUnsubscribedRequest.meta emqx.ex\
                hook.v1.SessionUnsubscribedRequest.topic emqx.exhook.v1.SubOpts emqx.exhook.v1.SubOpts.nl emqx.exhook.v1.SubOpts.qos emq\
                x.exhook.v1.SubOpts.rap emqx.exhook.v1.SubOpts.rh emqx.exhook.v1.SubOpts.share emqx.exhook.v1.TopicFilter emqx.exhook.v1\
                .TopicFilter.name emqx.exhook.v1.TopicFilter.qos emqx.exhook.v1.ValuedResponse emqx.exhook.v1.ValuedResponse.CONTINUE em\
                qx.exhook.v1.ValuedResponse.IGNORE emqx.exhook.v1.ValuedResponse.ResponsedType emqx.exhook.v1.ValuedResponse.STOP_AND_RE\
                TURN emqx.exhook.v1.ValuedResponse.bool_result emqx.exhook.v1.ValuedResponse.message emqx.exhook.v1.ValuedResponse.type \
                emqx.exhook.v1.ValuedResponse.value
                """
        ),
        FileDescriptor(
            name: "emqx/exhook/v2/exhook.proto",
            base64: """
                ChtlbXF4L2V4aG9vay92Mi9leGhvb2sucHJvdG8SDmVtcXguZXhob29rLnYyInwKFVByb3ZpZGVyTG9hZGVkUmVxdWVzdBIyCgZicm9rZXIYASABKAsyGi5l\
                bXF4LmV4aG9vay52Mi5Ccm9rZXJJbmZvUgZicm9rZXISLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYyLlJlcXVlc3RNZXRhUgRtZXRhIkoKF1Byb3Zp\
                ZGVyVW5sb2FkZWRSZXF1ZXN0Ei8KBG1ldGEYASABKAsyGy5lbXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSKtAQoUQ2xpZW50Q29ubmVjdFJlcXVl\
                c3QSNAoIY29ubmluZm8YASABKAsyGC5lbXF4LmV4aG9vay52Mi5Db25uSW5mb1IIY29ubmluZm8SLgoFcHJvcHMYAiADKAsyGC5lbXF4LmV4aG9vay52Mi5Q\
                cm9wZXJ0eVIFcHJvcHMSLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYyLlJlcXVlc3RNZXRhUgRtZXRhIs4BChRDbGllbnRDb25uYWNrUmVxdWVzdBI0\
                Cghjb25uaW5mbxgBIAEoCzIYLmVtcXguZXhob29rLnYyLkNvbm5JbmZvUghjb25uaW5mbxIfCgtyZXN1bHRfY29kZRgCIAEoCVIKcmVzdWx0Q29kZRIuCgVw\
                cm9wcxgDIAMoCzIYLmVtcXguZXhob29rLnYyLlByb3BlcnR5UgVwcm9wcxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjIuUmVxdWVzdE1ldGFSBG1l\
                dGEihQEKFkNsaWVudENvbm5lY3RlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYyLkNsaWVudEluZm9SCmNsaWVudGluZm8S\
                LwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYyLlJlcXVlc3RNZXRhUgRtZXRhIqABChlDbGllbnREaXNjb25uZWN0ZWRSZXF1ZXN0EjoKCmNsaWVudGlu\
                Zm8YASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEhYKBnJlYXNvbhgCIAEoCVIGcmVhc29uEi8KBG1ldGEYAyABKAsyGy5l\
                bXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSKgAQoZQ2xpZW50QXV0aGVudGljYXRlUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5l\
                eGhvb2sudjIuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIWCgZyZXN1bHQYAiABKAhSBnJlc3VsdBIvCgRtZXRhGAMgASgLMhsuZW1xeC5leGhvb2sudjIuUmVx\
                dWVzdE1ldGFSBG1ldGEisAIKFkNsaWVudEF1dGhvcml6ZVJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYyLkNsaWVudEluZm9S\
                CmNsaWVudGluZm8SSwoEdHlwZRgCIAEoDjI3LmVtcXguZXhob29rLnYyLkNsaWVudEF1dGhvcml6ZVJlcXVlc3QuQXV0aG9yaXplUmVxVHlwZVIEdHlwZRIU\
                CgV0b3BpYxgDIAEoCVIFdG9waWMSFgoGcmVzdWx0GAQgASgIUgZyZXN1bHQSLwoEbWV0YRgFIAEoCzIbLmVtcXguZXhob29rLnYyLlJlcXVlc3RNZXRhUgRt\
                ZXRhIi4KEEF1dGhvcml6ZVJlcVR5cGUSCwoHUFVCTElTSBAAEg0KCVNVQlNDUklCRRABIvcBChZDbGllbnRTdWJzY3JpYmVSZXF1ZXN0EjoKCmNsaWVudGlu\
                Zm8YASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi4KBXByb3BzGAIgAygLMhguZW1xeC5leGhvb2sudjIuUHJvcGVydHlS\
                BXByb3BzEkAKDXRvcGljX2ZpbHRlcnMYAyADKAsyGy5lbXF4LmV4aG9vay52Mi5Ub3BpY0ZpbHRlclIMdG9waWNGaWx0ZXJzEi8KBG1ldGEYBCABKAsyGy5l\
                bXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSL5AQoYQ2xpZW50VW5zdWJzY3JpYmVSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4\
                aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi4KBXByb3BzGAIgAygLMhguZW1xeC5leGhvb2sudjIuUHJvcGVydHlSBXByb3BzEkAKDXRvcGljX2Zp\
                bHRlcnMYAyADKAsyGy5lbXF4LmV4aG9vay52Mi5Ub3BpY0ZpbHRlclIMdG9waWNGaWx0ZXJzEi8KBG1ldGEYBCABKAsyGy5lbXF4LmV4aG9vay52Mi5SZXF1\
                ZXN0TWV0YVIEbWV0YSKEAQoVU2Vzc2lvbkNyZWF0ZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpj\
                bGllbnRpbmZvEi8KBG1ldGEYAiABKAsyGy5lbXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSLQAQoYU2Vzc2lvblN1YnNjcmliZWRSZXF1ZXN0EjoK\
                CmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEhQKBXRvcGljGAIgASgJUgV0b3BpYxIxCgdzdWJvcHRz\
                GAMgASgLMhcuZW1xeC5leGhvb2sudjIuU3ViT3B0c1IHc3Vib3B0cxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjIuUmVxdWVzdE1ldGFSBG1ldGEi\
                nwEKGlNlc3Npb25VbnN1YnNjcmliZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZv\
                EhQKBXRvcGljGAIgASgJUgV0b3BpYxIvCgRtZXRhGAMgASgLMhsuZW1xeC5leGhvb2sudjIuUmVxdWVzdE1ldGFSBG1ldGEihAEKFVNlc3Npb25SZXN1bWVk\
                UmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjIuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIvCgRtZXRhGAIgASgLMhsuZW1xeC5l\
                eGhvb2sudjIuUmVxdWVzdE1ldGFSBG1ldGEihgEKF1Nlc3Npb25EaXNjYXJkZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52\
                Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi8KBG1ldGEYAiABKAsyGy5lbXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSKGAQoXU2Vzc2lvblRha2Vu\
                b3ZlclJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYyLkNsaWVudEluZm9SCmNsaWVudGluZm8SLwoEbWV0YRgCIAEoCzIbLmVt\
                cXguZXhob29rLnYyLlJlcXVlc3RNZXRhUgRtZXRhIp8BChhTZXNzaW9uVGVybWluYXRlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXho\
                b29rLnYyLkNsaWVudEluZm9SCmNsaWVudGluZm8SFgoGcmVhc29uGAIgASgJUgZyZWFzb24SLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYyLlJlcXVl\
                c3RNZXRhUgRtZXRhInsKFU1lc3NhZ2VQdWJsaXNoUmVxdWVzdBIxCgdtZXNzYWdlGAEgASgLMhcuZW1xeC5leGhvb2sudjIuTWVzc2FnZVIHbWVzc2FnZRIv\
                CgRtZXRhGAIgASgLMhsuZW1xeC5leGhvb2sudjIuUmVxdWVzdE1ldGFSBG1ldGEiuQEKF01lc3NhZ2VEZWxpdmVyZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8Y\
                ASABKAsyGi5lbXF4LmV4aG9vay52Mi5DbGllbnRJbmZvUgpjbGllbnRpbmZvEjEKB21lc3NhZ2UYAiABKAsyFy5lbXF4LmV4aG9vay52Mi5NZXNzYWdlUgdt\
                ZXNzYWdlEi8KBG1ldGEYAyABKAsyGy5lbXF4LmV4aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSKTAQoVTWVzc2FnZURyb3BwZWRSZXF1ZXN0EjEKB21lc3Nh\
                Z2UYASABKAsyFy5lbXF4LmV4aG9vay52Mi5NZXNzYWdlUgdtZXNzYWdlEhYKBnJlYXNvbhgCIAEoCVIGcmVhc29uEi8KBG1ldGEYAyABKAsyGy5lbXF4LmV4\
                aG9vay52Mi5SZXF1ZXN0TWV0YVIEbWV0YSK1AQoTTWVzc2FnZUFja2VkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjIuQ2xp\
                ZW50SW5mb1IKY2xpZW50aW5mbxIxCgdtZXNzYWdlGAIgASgLMhcuZW1xeC5leGhvb2sudjIuTWVzc2FnZVIHbWVzc2FnZRIvCgRtZXRhGAMgASgLMhsuZW1x\
                eC5leGhvb2sudjIuUmVxdWVzdE1ldGFSBG1ldGEiQAoOTG9hZGVkUmVzcG9uc2USLgoFaG9va3MYASADKAsyGC5lbXF4LmV4aG9vay52Mi5Ib29rU3BlY1IF\
                aG9va3Mi8wEKDlZhbHVlZFJlc3BvbnNlEkAKBHR5cGUYASABKA4yLC5lbXF4LmV4aG9vay52Mi5WYWx1ZWRSZXNwb25zZS5SZXNwb25zZWRUeXBlUgR0eXBl\
                EiEKC2Jvb2xfcmVzdWx0GAMgASgISABSCmJvb2xSZXN1bHQSMwoHbWVzc2FnZRgEIAEoCzIXLmVtcXguZXhob29rLnYyLk1lc3NhZ2VIAFIHbWVzc2FnZSI+\
                Cg1SZXNwb25zZWRUeXBlEgwKCENPTlRJTlVFEAASCgoGSUdOT1JFEAESEwoPU1RPUF9BTkRfUkVUVVJOEAJCBwoFdmFsdWUiDgoMRW1wdHlTdWNjZXNzInYK\
                CkJyb2tlckluZm8SGAoHdmVyc2lvbhgBIAEoCVIHdmVyc2lvbhIaCghzeXNkZXNjchgCIAEoCVIIc3lzZGVzY3ISFgoGdXB0aW1lGAMgASgDUgZ1cHRpbWUS\
                GgoIZGF0ZXRpbWUYBCABKAlSCGRhdGV0aW1lIjYKCEhvb2tTcGVjEhIKBG5hbWUYASABKAlSBG5hbWUSFgoGdG9waWNzGAIgAygJUgZ0b3BpY3MihAIKCENv\
                bm5JbmZvEhIKBG5vZGUYASABKAlSBG5vZGUSGgoIY2xpZW50aWQYAiABKAlSCGNsaWVudGlkEhoKCHVzZXJuYW1lGAMgASgJUgh1c2VybmFtZRIaCghwZWVy\
                aG9zdBgEIAEoCVIIcGVlcmhvc3QSGgoIc29ja3BvcnQYBSABKA1SCHNvY2twb3J0Eh0KCnByb3RvX25hbWUYBiABKAlSCXByb3RvTmFtZRIbCglwcm90b192\
                ZXIYByABKAlSCHByb3RvVmVyEhwKCWtlZXBhbGl2ZRgIIAEoDVIJa2VlcGFsaXZlEhoKCHBlZXJwb3J0GAkgASgNUghwZWVycG9ydCLlAgoKQ2xpZW50SW5m\
                bxISCgRub2RlGAEgASgJUgRub2RlEhoKCGNsaWVudGlkGAIgASgJUghjbGllbnRpZBIaCgh1c2VybmFtZRgDIAEoCVIIdXNlcm5hbWUSGgoIcGFzc3dvcmQY\
                BCABKAlSCHBhc3N3b3JkEhoKCHBlZXJob3N0GAUgASgJUghwZWVyaG9zdBIaCghzb2NrcG9ydBgGIAEoDVIIc29ja3BvcnQSGgoIcHJvdG9jb2wYByABKAlS\
                CHByb3RvY29sEh4KCm1vdW50cG9pbnQYCCABKAlSCm1vdW50cG9pbnQSIQoMaXNfc3VwZXJ1c2VyGAkgASgIUgtpc1N1cGVydXNlchIcCglhbm9ueW1vdXMY\
                CiABKAhSCWFub255bW91cxIOCgJjbhgLIAEoCVICY24SDgoCZG4YDCABKAlSAmRuEhoKCHBlZXJwb3J0GA0gASgNUghwZWVycG9ydCKdAgoHTWVzc2FnZRIS\
                CgRub2RlGAEgASgJUgRub2RlEg4KAmlkGAIgASgJUgJpZBIQCgNxb3MYAyABKA1SA3FvcxISCgRmcm9tGAQgASgJUgRmcm9tEhQKBXRvcGljGAUgASgJUgV0\
                b3BpYxIYCgdwYXlsb2FkGAYgASgMUgdwYXlsb2FkEhwKCXRpbWVzdGFtcBgHIAEoBFIJdGltZXN0YW1wEj4KB2hlYWRlcnMYCCADKAsyJC5lbXF4LmV4aG9v\
                ay52Mi5NZXNzYWdlLkhlYWRlcnNFbnRyeVIHaGVhZGVycxo6CgxIZWFkZXJzRW50cnkSEAoDa2V5GAEgASgJUgNrZXkSFAoFdmFsdWUYAiABKAlSBXZhbHVl\
                OgI4ASI0CghQcm9wZXJ0eRISCgRuYW1lGAEgASgJUgRuYW1lEhQKBXZhbHVlGAIgASgJUgV2YWx1ZSJmCgtUb3BpY0ZpbHRlchISCgRuYW1lGAEgASgJUgRu\
                YW1lEhAKA3FvcxgCIAEoDVIDcW9zEjEKB3N1Ym9wdHMYAyABKAsyFy5lbXF4LmV4aG9vay52Mi5TdWJPcHRzUgdzdWJvcHRzImMKB1N1Yk9wdHMSEAoDcW9z\
                GAEgASgNUgNxb3MSFAoFc2hhcmUYAiABKAlSBXNoYXJlEg4KAnJoGAMgASgNUgJyaBIQCgNyYXAYBCABKA1SA3JhcBIOCgJubBgFIAEoDVICbmwiegoLUmVx\
                dWVzdE1ldGESEgoEbm9kZRgBIAEoCVIEbm9kZRIYCgd2ZXJzaW9uGAIgASgJUgd2ZXJzaW9uEhoKCHN5c2Rlc2NyGAMgASgJUghzeXNkZXNjchIhCgxjbHVz\
                dGVyX25hbWUYBCABKAlSC2NsdXN0ZXJOYW1lMp0PCgxIb29rUHJvdmlkZXISWQoQT25Qcm92aWRlckxvYWRlZBIlLmVtcXguZXhob29rLnYyLlByb3ZpZGVy\
                TG9hZGVkUmVxdWVzdBoeLmVtcXguZXhob29rLnYyLkxvYWRlZFJlc3BvbnNlElsKEk9uUHJvdmlkZXJVbmxvYWRlZBInLmVtcXguZXhob29rLnYyLlByb3Zp\
                ZGVyVW5sb2FkZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzElUKD09uQ2xpZW50Q29ubmVjdBIkLmVtcXguZXhob29rLnYyLkNsaWVu\
                dENvbm5lY3RSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzElUKD09uQ2xpZW50Q29ubmFjaxIkLmVtcXguZXhob29rLnYyLkNsaWVudENv\
                bm5hY2tSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzElkKEU9uQ2xpZW50Q29ubmVjdGVkEiYuZW1xeC5leGhvb2sudjIuQ2xpZW50Q29u\
                bmVjdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYyLkVtcHR5U3VjY2VzcxJfChRPbkNsaWVudERpc2Nvbm5lY3RlZBIpLmVtcXguZXhob29rLnYyLkNsaWVu\
                dERpc2Nvbm5lY3RlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3MSYQoUT25DbGllbnRBdXRoZW50aWNhdGUSKS5lbXF4LmV4aG9vay52\
                Mi5DbGllbnRBdXRoZW50aWNhdGVSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjIuVmFsdWVkUmVzcG9uc2USWwoRT25DbGllbnRBdXRob3JpemUSJi5lbXF4LmV4\
                aG9vay52Mi5DbGllbnRBdXRob3JpemVSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjIuVmFsdWVkUmVzcG9uc2USWQoRT25DbGllbnRTdWJzY3JpYmUSJi5lbXF4\
                LmV4aG9vay52Mi5DbGllbnRTdWJzY3JpYmVSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzEl0KE09uQ2xpZW50VW5zdWJzY3JpYmUSKC5l\
                bXF4LmV4aG9vay52Mi5DbGllbnRVbnN1YnNjcmliZVJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3MSVwoQT25TZXNzaW9uQ3JlYXRlZBIl\
                LmVtcXguZXhob29rLnYyLlNlc3Npb25DcmVhdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYyLkVtcHR5U3VjY2VzcxJdChNPblNlc3Npb25TdWJzY3JpYmVk\
                EiguZW1xeC5leGhvb2sudjIuU2Vzc2lvblN1YnNjcmliZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzEmEKFU9uU2Vzc2lvblVuc3Vi\
                c2NyaWJlZBIqLmVtcXguZXhob29rLnYyLlNlc3Npb25VbnN1YnNjcmliZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjIuRW1wdHlTdWNjZXNzElcKEE9uU2Vz\
                c2lvblJlc3VtZWQSJS5lbXF4LmV4aG9vay52Mi5TZXNzaW9uUmVzdW1lZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3MSWwoST25TZXNz\
                aW9uRGlzY2FyZGVkEicuZW1xeC5leGhvb2sudjIuU2Vzc2lvbkRpc2NhcmRlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3MSWwoST25T\
                ZXNzaW9uVGFrZW5vdmVyEicuZW1xeC5leGhvb2sudjIuU2Vzc2lvblRha2Vub3ZlclJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3MSXQoT\
                T25TZXNzaW9uVGVybWluYXRlZBIoLmVtcXguZXhob29rLnYyLlNlc3Npb25UZXJtaW5hdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYyLkVtcHR5U3VjY2Vz\
                cxJZChBPbk1lc3NhZ2VQdWJsaXNoEiUuZW1xeC5leGhvb2sudjIuTWVzc2FnZVB1Ymxpc2hSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjIuVmFsdWVkUmVzcG9u\
                c2USWwoST25NZXNzYWdlRGVsaXZlcmVkEicuZW1xeC5leGhvb2sudjIuTWVzc2FnZURlbGl2ZXJlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1\
                Y2Nlc3MSVwoQT25NZXNzYWdlRHJvcHBlZBIlLmVtcXguZXhob29rLnYyLk1lc3NhZ2VEcm9wcGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYyLkVtcHR5U3Vj\
                Y2VzcxJTCg5Pbk1lc3NhZ2VBY2tlZBIjLmVtcXguZXhob29rLnYyLk1lc3NhZ2VBY2tlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52Mi5FbXB0eVN1Y2Nlc3Ni\
                BnByb3RvMw==
                """,
            symbols: """
                emqx.exhook.v2.BrokerInfo emqx.exhook.v2.BrokerInfo.datetime emqx.exhook.v2.BrokerInfo.sysdescr emqx.exhook.v2.BrokerInf\
                o.uptime emqx.exhook.v2.BrokerInfo.version emqx.exhook.v2.ClientAuthenticateRequest emqx.exhook.v2.ClientAuthenticateReq\
                uest.clientinfo emqx.exhook.v2.ClientAuthenticateRequest.meta emqx.exhook.v2.ClientAuthenticateRequest.result emqx.exhoo\
                k.v2.ClientAuthorizeRequest emqx.exhook.v2.ClientAuthorizeRequest.AuthorizeReqType emqx.exhook.v2.ClientAuthorizeRequest\
                .PUBLISH emqx.exhook.v2.ClientAuthorizeRequest.SUBSCRIBE emqx.exhook.v2.ClientAuthorizeRequest.clientinfo emqx.exhook.v2\
                .ClientAuthorizeRequest.meta emqx.exhook.v2.ClientAuthorizeRequest.result emqx.exhook.v2.ClientAuthorizeRequest.topic em\
                qx.exhook.v2.ClientAuthorizeRequest.type emqx.exhook.v2.ClientConnackRequest emqx.exhook.v2.ClientConnackRequest.conninf\
                o emqx.exhook.v2.ClientConnackRequest.meta emqx.exhook.v2.ClientConnackRequest.props emqx.exhook.v2.ClientConnackRequest\
                .result_code emqx.exhook.v2.ClientConnectRequest emqx.exhook.v2.ClientConnectRequest.conninfo emqx.exhook.v2.ClientConne\
                ctRequest.meta emqx.exhook.v2.ClientConnectRequest.props emqx.exhook.v2.ClientConnectedRequest emqx.exhook.v2.ClientConn\
                ectedRequest.clientinfo emqx.exhook.v2.ClientConnectedRequest.meta emqx.exhook.v2.ClientDisconnectedRequest emqx.exhook.\
                v2.ClientDisconnectedRequest.clientinfo emqx.exhook.v2.ClientDisconnectedRequest.meta emqx.exhook.v2.ClientDisconnectedR\
                equest.reason emqx.exhook.v2.ClientInfo emqx.exhook.v2.ClientInfo.anonymous emqx.exhook.v2.ClientInfo.clientid emqx.exho\
                ok.v2.ClientInfo.cn emqx.exhook.v2.ClientInfo.dn emqx.exhook.v2.ClientInfo.is_superuser emqx.exhook.v2.ClientInfo.mountp\
                oint emqx.exhook.v2.ClientInfo.node emqx.exhook.v2.ClientInfo.password emqx.exhook.v2.ClientInfo.peerhost emqx.exhook.v2\
                .ClientInfo.peerport emqx.exhook.v2.ClientInfo.protocol emqx.exhook.v2.ClientInfo.sockport emqx.exhook.v2.ClientInfo.use\
                rname emqx.exhook.v2.ClientSubscribeRequest emqx.exhook.v2.ClientSubscribeRequest.clientinfo emqx.exhook.v2.ClientSubscr\
                ibeRequest.meta emqx.exhook.v2.ClientSubscribeRequest.props emqx.exhook.v2.ClientSubscribeRequest.topic_filters emqx.exh\
                ook.v2.ClientUnsubscribeRequest emqx.exhook.v2.ClientUnsubscribeRequest.clientinfo emqx.exhook.v2.ClientUnsubscribeReque\
                st.meta emqx.exhook.v2.ClientUnsubscribeRequest.props emqx.exhook.v2.ClientUnsubscribeRequest.topic_filters emqx.exhook.\
                v2.ConnInfo emqx.exhook.v2.ConnInfo.clientid emqx.exhook.v2.ConnInfo.keepalive emqx.exhook.v2.ConnInfo.node emqx.exhook.\
                v2.ConnInfo.peerhost emqx.exhook.v2.ConnInfo.peerport emqx.exhook.v2.ConnInfo.proto_name emqx.exhook.v2.ConnInfo.proto_v\
                er emqx.exhook.v2.ConnInfo.sockport emqx.exhook.v2.ConnInfo.username emqx.exhook.v2.EmptySuccess emqx.exhook.v2.HookProv\
                ider emqx.exhook.v2.HookProvider.OnClientAuthenticate emqx.exhook.v2.HookProvider.OnClientAuthorize emqx.exhook.v2.HookP\
                rovider.OnClientConnack emqx.exhook.v2.HookProvider.OnClientConnect emqx.exhook.v2.HookProvider.OnClientConnected emqx.e\
                xhook.v2.HookProvider.OnClientDisconnected emqx.exhook.v2.HookProvider.OnClientSubscribe emqx.exhook.v2.HookProvider.OnC\
                lientUnsubscribe emqx.exhook.v2.HookProvider.OnMessageAcked emqx.exhook.v2.HookProvider.OnMessageDelivered emqx.exhook.v\
                2.HookProvider.OnMessageDropped emqx.exhook.v2.HookProvider.OnMessagePublish emqx.exhook.v2.HookProvider.OnProviderLoade\
                d emqx.exhook.v2.HookProvider.OnProviderUnloaded emqx.exhook.v2.HookProvider.OnSessionCreated emqx.exhook.v2.HookProvide\
                r.OnSessionDiscarded emqx.exhook.v2.HookProvider.OnSessionResumed emqx.exhook.v2.HookProvider.OnSessionSubscribed emqx.e\
                xhook.v2.HookProvider.OnSessionTakenover emqx.exhook.v2.HookProvider.OnSessionTerminated emqx.exhook.v2.HookProvider.OnS\
                essionUnsubscribed emqx.exhook.v2.HookSpec emqx.exhook.v2.HookSpec.name emqx.exhook.v2.HookSpec.topics emqx.exhook.v2.Lo\
                adedResponse emqx.exhook.v2.LoadedResponse.hooks emqx.exhook.v2.Message emqx.exhook.v2.Message.HeadersEntry emqx.exhook.\
                v2.Message.HeadersEntry.key emqx.exhook.v2.Message.HeadersEntry.value emqx.exhook.v2.Message.from emqx.exhook.v2.Message\
                .headers emqx.exhook.v2.Message.id emqx.exhook.v2.Message.node emqx.exhook.v2.Message.payload emqx.exhook.v2.Message.qos\
                 emqx.exhook.v2.Message.timestamp emqx.exhook.v2.Message.topic emqx.exhook.v2.MessageAckedRequest emqx.exhook.v2.Message\
                AckedRequest.clientinfo emqx.exhook.v2.MessageAckedRequest.message emqx.exhook.v2.MessageAckedRequest.meta emqx.exhook.v\
                2.MessageDeliveredRequest emqx.exhook.v2.MessageDeliveredRequest.clientinfo emqx.exhook.v2.MessageDeliveredRequest.messa\
                ge emqx.exhook.v2.MessageDeliveredRequest.meta emqx.exhook.v2.MessageDroppedRequest emqx.exhook.v2.MessageDroppedRequest\
                .message emqx.exhook.v2.MessageDroppedRequest.meta emqx.exhook.v2.MessageDroppedRequest.reason emqx.exhook.v2.MessagePub\
                lishRequest emqx.exhook.v2.MessagePublishRequest.message emqx.exhook.v2.MessagePublishRequest.meta emqx.exhook.v2.Proper\
                ty emqx.exhook.v2.Property.name emqx.exhook.v2.Property.value emqx.exhook.v2.ProviderLoadedRequest emqx.exhook.v2.Provid\
                erLoadedRequest.broker emqx.exhook.v2.ProviderLoadedRequest.meta emqx.exhook.v2.ProviderUnloadedRequest emqx.exhook.v2.P\
                roviderUnloadedRequest.meta emqx.exhook.v2.RequestMeta emqx.exhook.v2.RequestMeta.cluster_name emqx.exhook.v2.RequestMet\
                a.node emqx.exhook.v2.RequestMeta.sysdescr emqx.exhook.v2.RequestMeta.version emqx.exhook.v2.SessionCreatedRequest emqx.\
                exhook.v2.SessionCreatedRequest.clientinfo emqx.exhook.v2.SessionCreatedRequest.meta emqx.exhook.v2.SessionDiscardedRequ\
                est emqx.exhook.v2.SessionDiscardedRequest.clientinfo emqx.exhook.v2.SessionDiscardedRequest.meta emqx.exhook.v2.Session\
                ResumedRequest emqx.exhook.v2.SessionResumedRequest.clientinfo emqx.exhook.v2.SessionResumedRequest.meta emqx.exhook.v2.\
                SessionSubscribedRequest emqx.exhook.v2.SessionSubscribedRequest.clientinfo emqx.exhook.v2.SessionSubscribedRequest.meta\
                 emqx.exhook.v2.SessionSubscribedRequest.subopts emqx.exhook.v2.SessionSubscribedRequest.topic emqx.exhook.v2.SessionTak\
                enoverRequest emqx.exhook.v2.SessionTakenoverRequest.clientinfo emqx.exhook.v2.SessionTakenoverRequest.meta emqx.exhook.\
                v2.SessionTerminatedRequest emqx.exhook.v2.SessionTerminatedRequest.clientinfo emqx.exhook.v2.SessionTerminatedRequest.m\
                eta emqx.exhook.v2.SessionTerminatedRequest.reason emqx.exhook.v2.SessionUnsubscribedRequest emqx.exhook.v2.SessionUnsub\
                scribedRequest.clientinfo emqx.exhook.v2.SessionUnsubscribedRequest.meta emqx.exhook.v2.SessionUnsubscribedRequest.topic\
                 emqx.exhook.v2.SubOpts emqx.exhook.v2.SubOpts.nl emqx.exhook.v2.SubOpts.qos emqx.exhook.v2.SubOpts.rap emqx.exhook.v2.S\
                ubOpts.rh emqx.exhook.v2.SubOpts.share emqx.exhook.v2.TopicFilter emqx.exhook.v2.TopicFilter.name emqx.exhook.v2.TopicFi\
                lter.qos emqx.exhook.v2.TopicFilter.subopts emqx.exhook.v2.ValuedResponse emqx.exhook.v2.ValuedResponse.CONTINUE emqx.ex\
                hook.v2.ValuedResponse.IGNORE emqx.exhook.v2.ValuedResponse.ResponsedType emqx.exhook.v2.ValuedResponse.STOP_AND_RETURN \
                emqx.exhook.v2.ValuedResponse.bool_result emqx.exhook.v2.ValuedResponse.message emqx.exhook.v2.ValuedResponse.type emqx.\
                exhook.v2.ValuedResponse.value
                """
        ),
        FileDescriptor(
            name: "emqx/exhook/v3/exhook.proto",
            base64: """
                ChtlbXF4L2V4aG9vay92My9leGhvb2sucHJvdG8SDmVtcXguZXhob29rLnYzInwKFVByb3ZpZGVyTG9hZGVkUmVxdWVzdBIyCgZicm9rZXIYASABKAsyGi5l\
                bXF4LmV4aG9vay52My5Ccm9rZXJJbmZvUgZicm9rZXISLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhIkoKF1Byb3Zp\
                ZGVyVW5sb2FkZWRSZXF1ZXN0Ei8KBG1ldGEYASABKAsyGy5lbXF4LmV4aG9vay52My5SZXF1ZXN0TWV0YVIEbWV0YSLmAQoUQ2xpZW50Q29ubmVjdFJlcXVl\
                c3QSNAoIY29ubmluZm8YASABKAsyGC5lbXF4LmV4aG9vay52My5Db25uSW5mb1IIY29ubmluZm8SLgoFcHJvcHMYAiADKAsyGC5lbXF4LmV4aG9vay52My5Q\
                cm9wZXJ0eVIFcHJvcHMSLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhEjcKCnVzZXJfcHJvcHMYBCADKAsyGC5lbXF4\
                LmV4aG9vay52My5Qcm9wZXJ0eVIJdXNlclByb3BzIocCChRDbGllbnRDb25uYWNrUmVxdWVzdBI0Cghjb25uaW5mbxgBIAEoCzIYLmVtcXguZXhob29rLnYz\
                LkNvbm5JbmZvUghjb25uaW5mbxIfCgtyZXN1bHRfY29kZRgCIAEoCVIKcmVzdWx0Q29kZRIuCgVwcm9wcxgDIAMoCzIYLmVtcXguZXhob29rLnYzLlByb3Bl\
                cnR5UgVwcm9wcxIvCgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGESNwoKdXNlcl9wcm9wcxgFIAMoCzIYLmVtcXguZXho\
                b29rLnYzLlByb3BlcnR5Ugl1c2VyUHJvcHMihQEKFkNsaWVudENvbm5lY3RlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYz\
                LkNsaWVudEluZm9SCmNsaWVudGluZm8SLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhIqABChlDbGllbnREaXNjb25u\
                ZWN0ZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJbmZvUgpjbGllbnRpbmZvEhYKBnJlYXNvbhgCIAEoCVIG\
                cmVhc29uEi8KBG1ldGEYAyABKAsyGy5lbXF4LmV4aG9vay52My5SZXF1ZXN0TWV0YVIEbWV0YSKgAQoZQ2xpZW50QXV0aGVudGljYXRlUmVxdWVzdBI6Cgpj\
                bGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjMuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIWCgZyZXN1bHQYAiABKAhSBnJlc3VsdBIvCgRtZXRhGAMg\
                ASgLMhsuZW1xeC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEisAIKFkNsaWVudEF1dGhvcml6ZVJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVt\
                cXguZXhob29rLnYzLkNsaWVudEluZm9SCmNsaWVudGluZm8SSwoEdHlwZRgCIAEoDjI3LmVtcXguZXhob29rLnYzLkNsaWVudEF1dGhvcml6ZVJlcXVlc3Qu\
                QXV0aG9yaXplUmVxVHlwZVIEdHlwZRIUCgV0b3BpYxgDIAEoCVIFdG9waWMSFgoGcmVzdWx0GAQgASgIUgZyZXN1bHQSLwoEbWV0YRgFIAEoCzIbLmVtcXgu\
                ZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhIi4KEEF1dGhvcml6ZVJlcVR5cGUSCwoHUFVCTElTSBAAEg0KCVNVQlNDUklCRRABIrACChZDbGllbnRTdWJz\
                Y3JpYmVSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi4KBXByb3BzGAIgAygLMhgu\
                ZW1xeC5leGhvb2sudjMuUHJvcGVydHlSBXByb3BzEkAKDXRvcGljX2ZpbHRlcnMYAyADKAsyGy5lbXF4LmV4aG9vay52My5Ub3BpY0ZpbHRlclIMdG9waWNG\
                aWx0ZXJzEi8KBG1ldGEYBCABKAsyGy5lbXF4LmV4aG9vay52My5SZXF1ZXN0TWV0YVIEbWV0YRI3Cgp1c2VyX3Byb3BzGAUgAygLMhguZW1xeC5leGhvb2su\
                djMuUHJvcGVydHlSCXVzZXJQcm9wcyKyAgoYQ2xpZW50VW5zdWJzY3JpYmVSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5D\
                bGllbnRJbmZvUgpjbGllbnRpbmZvEi4KBXByb3BzGAIgAygLMhguZW1xeC5leGhvb2sudjMuUHJvcGVydHlSBXByb3BzEkAKDXRvcGljX2ZpbHRlcnMYAyAD\
                KAsyGy5lbXF4LmV4aG9vay52My5Ub3BpY0ZpbHRlclIMdG9waWNGaWx0ZXJzEi8KBG1ldGEYBCABKAsyGy5lbXF4LmV4aG9vay52My5SZXF1ZXN0TWV0YVIE\
                bWV0YRI3Cgp1c2VyX3Byb3BzGAUgAygLMhguZW1xeC5leGhvb2sudjMuUHJvcGVydHlSCXVzZXJQcm9wcyKEAQoVU2Vzc2lvbkNyZWF0ZWRSZXF1ZXN0EjoK\
                CmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi8KBG1ldGEYAiABKAsyGy5lbXF4LmV4aG9vay52My5S\
                ZXF1ZXN0TWV0YVIEbWV0YSLQAQoYU2Vzc2lvblN1YnNjcmliZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJ\
                bmZvUgpjbGllbnRpbmZvEhQKBXRvcGljGAIgASgJUgV0b3BpYxIxCgdzdWJvcHRzGAMgASgLMhcuZW1xeC5leGhvb2sudjMuU3ViT3B0c1IHc3Vib3B0cxIv\
                CgRtZXRhGAQgASgLMhsuZW1xeC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEinwEKGlNlc3Npb25VbnN1YnNjcmliZWRSZXF1ZXN0EjoKCmNsaWVudGlu\
                Zm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJbmZvUgpjbGllbnRpbmZvEhQKBXRvcGljGAIgASgJUgV0b3BpYxIvCgRtZXRhGAMgASgLMhsuZW1x\
                eC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEihAEKFVNlc3Npb25SZXN1bWVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2su\
                djMuQ2xpZW50SW5mb1IKY2xpZW50aW5mbxIvCgRtZXRhGAIgASgLMhsuZW1xeC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEihgEKF1Nlc3Npb25EaXNj\
                YXJkZWRSZXF1ZXN0EjoKCmNsaWVudGluZm8YASABKAsyGi5lbXF4LmV4aG9vay52My5DbGllbnRJbmZvUgpjbGllbnRpbmZvEi8KBG1ldGEYAiABKAsyGy5l\
                bXF4LmV4aG9vay52My5SZXF1ZXN0TWV0YVIEbWV0YSKGAQoXU2Vzc2lvblRha2Vub3ZlclJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXho\
                b29rLnYzLkNsaWVudEluZm9SCmNsaWVudGluZm8SLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhIp8BChhTZXNzaW9u\
                VGVybWluYXRlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYzLkNsaWVudEluZm9SCmNsaWVudGluZm8SFgoGcmVhc29uGAIg\
                ASgJUgZyZWFzb24SLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRtZXRhIuQBChVNZXNzYWdlUHVibGlzaFJlcXVlc3QSMQoH\
                bWVzc2FnZRgBIAEoCzIXLmVtcXguZXhob29rLnYzLk1lc3NhZ2VSB21lc3NhZ2USLwoEbWV0YRgCIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRh\
                UgRtZXRhEi4KBXByb3BzGAMgAygLMhguZW1xeC5leGhvb2sudjMuUHJvcGVydHlSBXByb3BzEjcKCnVzZXJfcHJvcHMYBCADKAsyGC5lbXF4LmV4aG9vay52\
                My5Qcm9wZXJ0eVIJdXNlclByb3BzIrkBChdNZXNzYWdlRGVsaXZlcmVkUmVxdWVzdBI6CgpjbGllbnRpbmZvGAEgASgLMhouZW1xeC5leGhvb2sudjMuQ2xp\
                ZW50SW5mb1IKY2xpZW50aW5mbxIxCgdtZXNzYWdlGAIgASgLMhcuZW1xeC5leGhvb2sudjMuTWVzc2FnZVIHbWVzc2FnZRIvCgRtZXRhGAMgASgLMhsuZW1x\
                eC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEikwEKFU1lc3NhZ2VEcm9wcGVkUmVxdWVzdBIxCgdtZXNzYWdlGAEgASgLMhcuZW1xeC5leGhvb2sudjMu\
                TWVzc2FnZVIHbWVzc2FnZRIWCgZyZWFzb24YAiABKAlSBnJlYXNvbhIvCgRtZXRhGAMgASgLMhsuZW1xeC5leGhvb2sudjMuUmVxdWVzdE1ldGFSBG1ldGEi\
                tQEKE01lc3NhZ2VBY2tlZFJlcXVlc3QSOgoKY2xpZW50aW5mbxgBIAEoCzIaLmVtcXguZXhob29rLnYzLkNsaWVudEluZm9SCmNsaWVudGluZm8SMQoHbWVz\
                c2FnZRgCIAEoCzIXLmVtcXguZXhob29rLnYzLk1lc3NhZ2VSB21lc3NhZ2USLwoEbWV0YRgDIAEoCzIbLmVtcXguZXhob29rLnYzLlJlcXVlc3RNZXRhUgRt\
                ZXRhIkAKDkxvYWRlZFJlc3BvbnNlEi4KBWhvb2tzGAEgAygLMhguZW1xeC5leGhvb2sudjMuSG9va1NwZWNSBWhvb2tzIvMBCg5WYWx1ZWRSZXNwb25zZRJA\
                CgR0eXBlGAEgASgOMiwuZW1xeC5leGhvb2sudjMuVmFsdWVkUmVzcG9uc2UuUmVzcG9uc2VkVHlwZVIEdHlwZRIhCgtib29sX3Jlc3VsdBgDIAEoCEgAUgpi\
                b29sUmVzdWx0EjMKB21lc3NhZ2UYBCABKAsyFy5lbXF4LmV4aG9vay52My5NZXNzYWdlSABSB21lc3NhZ2UiPgoNUmVzcG9uc2VkVHlwZRIMCghDT05USU5V\
                RRAAEgoKBklHTk9SRRABEhMKD1NUT1BfQU5EX1JFVFVSThACQgcKBXZhbHVlIg4KDEVtcHR5U3VjY2VzcyJ2CgpCcm9rZXJJbmZvEhgKB3ZlcnNpb24YASAB\
                KAlSB3ZlcnNpb24SGgoIc3lzZGVzY3IYAiABKAlSCHN5c2Rlc2NyEhYKBnVwdGltZRgDIAEoA1IGdXB0aW1lEhoKCGRhdGV0aW1lGAQgASgJUghkYXRldGlt\
                ZSI2CghIb29rU3BlYxISCgRuYW1lGAEgASgJUgRuYW1lEhYKBnRvcGljcxgCIAMoCVIGdG9waWNzIoQCCghDb25uSW5mbxISCgRub2RlGAEgASgJUgRub2Rl\
                EhoKCGNsaWVudGlkGAIgASgJUghjbGllbnRpZBIaCgh1c2VybmFtZRgDIAEoCVIIdXNlcm5hbWUSGgoIcGVlcmhvc3QYBCABKAlSCHBlZXJob3N0EhoKCHNv\
                Y2twb3J0GAUgASgNUghzb2NrcG9ydBIdCgpwcm90b19uYW1lGAYgASgJUglwcm90b05hbWUSGwoJcHJvdG9fdmVyGAcgASgJUghwcm90b1ZlchIcCglrZWVw\
                YWxpdmUYCCABKA1SCWtlZXBhbGl2ZRIaCghwZWVycG9ydBgJIAEoDVIIcGVlcnBvcnQi5QIKCkNsaWVudEluZm8SEgoEbm9kZRgBIAEoCVIEbm9kZRIaCghj\
                bGllbnRpZBgCIAEoCVIIY2xpZW50aWQSGgoIdXNlcm5hbWUYAyABKAlSCHVzZXJuYW1lEhoKCHBhc3N3b3JkGAQgASgJUghwYXNzd29yZBIaCghwZWVyaG9z\
                dBgFIAEoCVIIcGVlcmhvc3QSGgoIc29ja3BvcnQYBiABKA1SCHNvY2twb3J0EhoKCHByb3RvY29sGAcgASgJUghwcm90b2NvbBIeCgptb3VudHBvaW50GAgg\
                ASgJUgptb3VudHBvaW50EiEKDGlzX3N1cGVydXNlchgJIAEoCFILaXNTdXBlcnVzZXISHAoJYW5vbnltb3VzGAogASgIUglhbm9ueW1vdXMSDgoCY24YCyAB\
                KAlSAmNuEg4KAmRuGAwgASgJUgJkbhIaCghwZWVycG9ydBgNIAEoDVIIcGVlcnBvcnQinQIKB01lc3NhZ2USEgoEbm9kZRgBIAEoCVIEbm9kZRIOCgJpZBgC\
                IAEoCVICaWQSEAoDcW9zGAMgASgNUgNxb3MSEgoEZnJvbRgEIAEoCVIEZnJvbRIUCgV0b3BpYxgFIAEoCVIFdG9waWMSGAoHcGF5bG9hZBgGIAEoDFIHcGF5\
                bG9hZBIcCgl0aW1lc3RhbXAYByABKARSCXRpbWVzdGFtcBI+CgdoZWFkZXJzGAggAygLMiQuZW1xeC5leGhvb2sudjMuTWVzc2FnZS5IZWFkZXJzRW50cnlS\
                B2hlYWRlcnMaOgoMSGVhZGVyc0VudHJ5EhAKA2tleRgBIAEoCVIDa2V5EhQKBXZhbHVlGAIgASgJUgV2YWx1ZToCOAEiNAoIUHJvcGVydHkSEgoEbmFtZRgB\
                IAEoCVIEbmFtZRIUCgV2YWx1ZRgCIAEoCVIFdmFsdWUiWgoLVG9waWNGaWx0ZXISEgoEbmFtZRgBIAEoCVIEbmFtZRIxCgdzdWJvcHRzGAMgASgLMhcuZW1x\
                eC5leGhvb2sudjMuU3ViT3B0c1IHc3Vib3B0c0oECAIQAyJTCgdTdWJPcHRzEhAKA3FvcxgBIAEoDVIDcW9zEg4KAnJoGAMgASgNUgJyaBIQCgNyYXAYBCAB\
                KA1SA3JhcBIOCgJubBgFIAEoDVICbmxKBAgCEAMiegoLUmVxdWVzdE1ldGESEgoEbm9kZRgBIAEoCVIEbm9kZRIYCgd2ZXJzaW9uGAIgASgJUgd2ZXJzaW9u\
                EhoKCHN5c2Rlc2NyGAMgASgJUghzeXNkZXNjchIhCgxjbHVzdGVyX25hbWUYBCABKAlSC2NsdXN0ZXJOYW1lMp0PCgxIb29rUHJvdmlkZXISWQoQT25Qcm92\
                aWRlckxvYWRlZBIlLmVtcXguZXhob29rLnYzLlByb3ZpZGVyTG9hZGVkUmVxdWVzdBoeLmVtcXguZXhob29rLnYzLkxvYWRlZFJlc3BvbnNlElsKEk9uUHJv\
                dmlkZXJVbmxvYWRlZBInLmVtcXguZXhob29rLnYzLlByb3ZpZGVyVW5sb2FkZWRSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjMuRW1wdHlTdWNjZXNzElUKD09u\
                Q2xpZW50Q29ubmVjdBIkLmVtcXguZXhob29rLnYzLkNsaWVudENvbm5lY3RSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjMuRW1wdHlTdWNjZXNzElUKD09uQ2xp\
                ZW50Q29ubmFjaxIkLmVtcXguZXhob29rLnYzLkNsaWVudENvbm5hY2tSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjMuRW1wdHlTdWNjZXNzElkKEU9uQ2xpZW50\
                Q29ubmVjdGVkEiYuZW1xeC5leGhvb2sudjMuQ2xpZW50Q29ubmVjdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYzLkVtcHR5U3VjY2VzcxJfChRPbkNsaWVu\
                dERpc2Nvbm5lY3RlZBIpLmVtcXguZXhob29rLnYzLkNsaWVudERpc2Nvbm5lY3RlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3MSYQoU\
                T25DbGllbnRBdXRoZW50aWNhdGUSKS5lbXF4LmV4aG9vay52My5DbGllbnRBdXRoZW50aWNhdGVSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjMuVmFsdWVkUmVz\
                cG9uc2USWwoRT25DbGllbnRBdXRob3JpemUSJi5lbXF4LmV4aG9vay52My5DbGllbnRBdXRob3JpemVSZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjMuVmFsdWVk\
                UmVzcG9uc2USWQoRT25DbGllbnRTdWJzY3JpYmUSJi5lbXF4LmV4aG9vay52My5DbGllbnRTdWJzY3JpYmVSZXF1ZXN0GhwuZW1xeC5leGhvb2sudjMuRW1w\
                dHlTdWNjZXNzEl0KE09uQ2xpZW50VW5zdWJzY3JpYmUSKC5lbXF4LmV4aG9vay52My5DbGllbnRVbnN1YnNjcmliZVJlcXVlc3QaHC5lbXF4LmV4aG9vay52\
                My5FbXB0eVN1Y2Nlc3MSVwoQT25TZXNzaW9uQ3JlYXRlZBIlLmVtcXguZXhob29rLnYzLlNlc3Npb25DcmVhdGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYz\
                LkVtcHR5U3VjY2VzcxJdChNPblNlc3Npb25TdWJzY3JpYmVkEiguZW1xeC5leGhvb2sudjMuU2Vzc2lvblN1YnNjcmliZWRSZXF1ZXN0GhwuZW1xeC5leGhv\
                b2sudjMuRW1wdHlTdWNjZXNzEmEKFU9uU2Vzc2lvblVuc3Vic2NyaWJlZBIqLmVtcXguZXhob29rLnYzLlNlc3Npb25VbnN1YnNjcmliZWRSZXF1ZXN0Ghwu\
                ZW1xeC5leGhvb2sudjMuRW1wdHlTdWNjZXNzElcKEE9uU2Vzc2lvblJlc3VtZWQSJS5lbXF4LmV4aG9vay52My5TZXNzaW9uUmVzdW1lZFJlcXVlc3QaHC5l\
                bXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3MSWwoST25TZXNzaW9uRGlzY2FyZGVkEicuZW1xeC5leGhvb2sudjMuU2Vzc2lvbkRpc2NhcmRlZFJlcXVlc3Qa\
                HC5lbXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3MSWwoST25TZXNzaW9uVGFrZW5vdmVyEicuZW1xeC5leGhvb2sudjMuU2Vzc2lvblRha2Vub3ZlclJlcXVl\
                c3QaHC5lbXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3MSXQoTT25TZXNzaW9uVGVybWluYXRlZBIoLmVtcXguZXhob29rLnYzLlNlc3Npb25UZXJtaW5hdGVk\
                UmVxdWVzdBocLmVtcXguZXhob29rLnYzLkVtcHR5U3VjY2VzcxJZChBPbk1lc3NhZ2VQdWJsaXNoEiUuZW1xeC5leGhvb2sudjMuTWVzc2FnZVB1Ymxpc2hS\
                ZXF1ZXN0Gh4uZW1xeC5leGhvb2sudjMuVmFsdWVkUmVzcG9uc2USWwoST25NZXNzYWdlRGVsaXZlcmVkEicuZW1xeC5leGhvb2sudjMuTWVzc2FnZURlbGl2\
                ZXJlZFJlcXVlc3QaHC5lbXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3MSVwoQT25NZXNzYWdlRHJvcHBlZBIlLmVtcXguZXhob29rLnYzLk1lc3NhZ2VEcm9w\
                cGVkUmVxdWVzdBocLmVtcXguZXhob29rLnYzLkVtcHR5U3VjY2VzcxJTCg5Pbk1lc3NhZ2VBY2tlZBIjLmVtcXguZXhob29rLnYzLk1lc3NhZ2VBY2tlZFJl\
                cXVlc3QaHC5lbXF4LmV4aG9vay52My5FbXB0eVN1Y2Nlc3NiBnByb3RvMw==
                """,
            symbols: """
                emqx.exhook.v3.BrokerInfo emqx.exhook.v3.BrokerInfo.datetime emqx.exhook.v3.BrokerInfo.sysdescr emqx.exhook.v3.BrokerInf\
                o.uptime emqx.exhook.v3.BrokerInfo.version emqx.exhook.v3.ClientAuthenticateRequest emqx.exhook.v3.ClientAuthenticateReq\
                uest.clientinfo emqx.exhook.v3.ClientAuthenticateRequest.meta emqx.exhook.v3.ClientAuthenticateRequest.result emqx.exhoo\
                k.v3.ClientAuthorizeRequest emqx.exhook.v3.ClientAuthorizeRequest.AuthorizeReqType emqx.exhook.v3.ClientAuthorizeRequest\
                .PUBLISH emqx.exhook.v3.ClientAuthorizeRequest.SUBSCRIBE emqx.exhook.v3.ClientAuthorizeRequest.clientinfo emqx.exhook.v3\
                .ClientAuthorizeRequest.meta emqx.exhook.v3.ClientAuthorizeRequest.result emqx.exhook.v3.ClientAuthorizeRequest.topic em\
                qx.exhook.v3.ClientAuthorizeRequest.type emqx.exhook.v3.ClientConnackRequest emqx.exhook.v3.ClientConnackRequest.conninf\
                o emqx.exhook.v3.ClientConnackRequest.meta emqx.exhook.v3.ClientConnackRequest.props emqx.exhook.v3.ClientConnackRequest\
                .result_code emqx.exhook.v3.ClientConnackRequest.user_props emqx.exhook.v3.ClientConnectRequest emqx.exhook.v3.ClientCon\
                nectRequest.conninfo emqx.exhook.v3.ClientConnectRequest.meta emqx.exhook.v3.ClientConnectRequest.props emqx.exhook.v3.C\
                lientConnectRequest.user_props emqx.exhook.v3.ClientConnectedRequest emqx.exhook.v3.ClientConnectedRequest.clientinfo em\
                qx.exhook.v3.ClientConnectedRequest.meta emqx.exhook.v3.ClientDisconnectedRequest emqx.exhook.v3.ClientDisconnectedReque\
                st.clientinfo emqx.exhook.v3.ClientDisconnectedRequest.meta emqx.exhook.v3.ClientDisconnectedRequest.reason emqx.exhook.\
                v3.ClientInfo emqx.exhook.v3.ClientInfo.anonymous emqx.exhook.v3.ClientInfo.clientid emqx.exhook.v3.ClientInfo.cn emqx.e\
                xhook.v3.ClientInfo.dn emqx.exhook.v3.ClientInfo.is_superuser emqx.exhook.v3.ClientInfo.mountpoint emqx.exhook.v3.Client\
                Info.node emqx.exhook.v3.ClientInfo.password emqx.exhook.v3.ClientInfo.peerhost emqx.exhook.v3.ClientInfo.peerport emqx.\
                exhook.v3.ClientInfo.protocol emqx.exhook.v3.ClientInfo.sockport emqx.exhook.v3.ClientInfo.username emqx.exhook.v3.Clien\
                tSubscribeRequest emqx.exhook.v3.ClientSubscribeRequest.clientinfo emqx.exhook.v3.ClientSubscribeRequest.meta emqx.exhoo\
                k.v3.ClientSubscribeRequest.props emqx.exhook.v3.ClientSubscribeRequest.topic_filters emqx.exhook.v3.ClientSubscribeRequ\
                est.user_props emqx.exhook.v3.ClientUnsubscribeRequest emqx.exhook.v3.ClientUnsubscribeRequest.clientinfo emqx.exhook.v3\
                .ClientUnsubscribeRequest.meta emqx.exhook.v3.ClientUnsubscribeRequest.props emqx.exhook.v3.ClientUnsubscribeRequest.top\
                ic_filters emqx.exhook.v3.ClientUnsubscribeRequest.user_props emqx.exhook.v3.ConnInfo emqx.exhook.v3.ConnInfo.clientid e\
                mqx.exhook.v3.ConnInfo.keepalive emqx.exhook.v3.ConnInfo.node emqx.exhook.v3.ConnInfo.peerhost emqx.exhook.v3.ConnInfo.p\
                eerport emqx.exhook.v3.ConnInfo.proto_name emqx.exhook.v3.ConnInfo.proto_ver emqx.exhook.v3.ConnInfo.sockport emqx.exhoo\
                k.v3.ConnInfo.username emqx.exhook.v3.EmptySuccess emqx.exhook.v3.HookProvider emqx.exhook.v3.HookProvider.OnClientAuthe\
                nticate emqx.exhook.v3.HookProvider.OnClientAuthorize emqx.exhook.v3.HookProvider.OnClientConnack emqx.exhook.v3.HookPro\
                vider.OnClientConnect emqx.exhook.v3.HookProvider.OnClientConnected emqx.exhook.v3.HookProvider.OnClientDisconnected emq\
                x.exhook.v3.HookProvider.OnClientSubscribe emqx.exhook.v3.HookProvider.OnClientUnsubscribe emqx.exhook.v3.HookProvider.O\
                nMessageAcked emqx.exhook.v3.HookProvider.OnMessageDelivered emqx.exhook.v3.HookProvider.OnMessageDropped emqx.exhook.v3\
                .HookProvider.OnMessagePublish emqx.exhook.v3.HookProvider.OnProviderLoaded emqx.exhook.v3.HookProvider.OnProviderUnload\
                ed emqx.exhook.v3.HookProvider.OnSessionCreated emqx.exhook.v3.HookProvider.OnSessionDiscarded emqx.exhook.v3.HookProvid\
                er.OnSessionResumed emqx.exhook.v3.HookProvider.OnSessionSubscribed emqx.exhook.v3.HookProvider.OnSessionTakenover emqx.\
                exhook.v3.HookProvider.OnSessionTerminated emqx.exhook.v3.HookProvider.OnSessionUnsubscribed emqx.exhook.v3.HookSpec emq\
                x.exhook.v3.HookSpec.name emqx.exhook.v3.HookSpec.topics emqx.exhook.v3.LoadedResponse emqx.exhook.v3.LoadedResponse.hoo\
                ks emqx.exhook.v3.Message emqx.exhook.v3.Message.HeadersEntry emqx.exhook.v3.Message.HeadersEntry.key emqx.exhook.v3.Mes\
                sage.HeadersEntry.value emqx.exhook.v3.Message.from emqx.exhook.v3.Message.headers emqx.exhook.v3.Message.id emqx.exhook\
                .v3.Message.node emqx.exhook.v3.Message.payload emqx.exhook.v3.Message.qos emqx.exhook.v3.Message.timestamp emqx.exhook.\
                v3.Message.topic emqx.exhook.v3.MessageAckedRequest emqx.exhook.v3.MessageAckedRequest.clientinfo emqx.exhook.v3.Message\
                AckedRequest.message emqx.exhook.v3.MessageAckedRequest.meta emqx.exhook.v3.MessageDeliveredRequest emqx.exhook.v3.Messa\
                geDeliveredRequest.clientinfo emqx.exhook.v3.MessageDeliveredRequest.message emqx.exhook.v3.MessageDeliveredRequest.meta\
                 emqx.exhook.v3.MessageDroppedRequest emqx.exhook.v3.MessageDroppedRequest.message emqx.exhook.v3.MessageDroppedRequest.\
                meta emqx.exhook.v3.MessageDroppedRequest.reason emqx.exhook.v3.MessagePublishRequest emqx.exhook.v3.MessagePublishReque\
                st.message emqx.exhook.v3.MessagePublishRequest.meta emqx.exhook.v3.MessagePublishRequest.props emqx.exhook.v3.MessagePu\
                blishRequest.user_props emqx.exhook.v3.Property emqx.exhook.v3.Property.name emqx.exhook.v3.Property.value emqx.exhook.v\
                3.ProviderLoadedRequest emqx.exhook.v3.ProviderLoadedRequest.broker emqx.exhook.v3.ProviderLoadedRequest.meta emqx.exhoo\
                k.v3.ProviderUnloadedRequest emqx.exhook.v3.ProviderUnloadedRequest.meta emqx.exhook.v3.RequestMeta emqx.exhook.v3.Reque\
                stMeta.cluster_name emqx.exhook.v3.RequestMeta.node emqx.exhook.v3.RequestMeta.sysdescr emqx.exhook.v3.RequestMeta.versi\
                on emqx.exhook.v3.SessionCreatedRequest emqx.exhook.v3.SessionCreatedRequest.clientinfo emqx.exhook.v3.SessionCreatedReq\
                uest.meta emqx.exhook.v3.SessionDiscardedRequest emqx.exhook.v3.SessionDiscardedRequest.clientinfo emqx.exhook.v3.Sessio\
                nDiscardedRequest.meta emqx.exhook.v3.SessionResumedRequest emqx.exhook.v3.SessionResumedRequest.clientinfo emqx.exhook.\
                v3.SessionResumedRequest.meta emqx.exhook.v3.SessionSubscribedRequest emqx.exhook.v3.SessionSubscribedRequest.clientinfo\
                 emqx.exhook.v3.SessionSubscribedRequest.meta emqx.exhook.v3.SessionSubscribedRequest.subopts emqx.exhook.v3.SessionSubs\
                cribedRequest.topic emqx.exhook.v3.SessionTakenoverRequest emqx.exhook.v3.SessionTakenoverRequest.clientinfo emqx.exhook\
                .v3.SessionTakenoverRequest.meta emqx.exhook.v3.SessionTerminatedRequest emqx.exhook.v3.SessionTerminatedRequest.clienti\
                nfo emqx.exhook.v3.SessionTerminatedRequest.meta emqx.exhook.v3.SessionTerminatedRequest.reason emqx.exhook.v3.SessionUn\
                subscribedRequest emqx.exhook.v3.SessionUnsubscribedRequest.clientinfo emqx.exhook.v3.SessionUnsubscribedRequest.meta em\
                qx.exhook.v3.SessionUnsubscribedRequest.topic emqx.exhook.v3.SubOpts emqx.exhook.v3.SubOpts.nl emqx.exhook.v3.SubOpts.qo\
                s emqx.exhook.v3.SubOpts.rap emqx.exhook.v3.SubOpts.rh emqx.exhook.v3.TopicFilter emqx.exhook.v3.TopicFilter.name emqx.e\
                xhook.v3.TopicFilter.subopts emqx.exhook.v3.ValuedResponse emqx.exhook.v3.ValuedResponse.CONTINUE emqx.exhook.v3.ValuedR\
                esponse.IGNORE emqx.exhook.v3.ValuedResponse.ResponsedType emqx.exhook.v3.ValuedResponse.STOP_AND_RETURN emqx.exhook.v3.\
                ValuedResponse.bool_result emqx.exhook.v3.ValuedResponse.message emqx.exhook.v3.ValuedResponse.type emqx.exhook.v3.Value\
                dResponse.value
                """
        ),
        FileDescriptor(
            name: "emqx/exproto/v1/exproto.proto",
            base64: """
                Ch1lbXF4L2V4cHJvdG8vdjEvZXhwcm90by5wcm90bxIPZW1xeC5leHByb3RvLnYxIg4KDEVtcHR5U3VjY2VzcyJZCgxDb2RlUmVzcG9uc2USLwoEY29kZRgB\
                IAEoDjIbLmVtcXguZXhwcm90by52MS5SZXN1bHRDb2RlUgRjb2RlEhgKB21lc3NhZ2UYAiABKAlSB21lc3NhZ2UiPAoQU2VuZEJ5dGVzUmVxdWVzdBISCgRj\
                b25uGAEgASgJUgRjb25uEhQKBWJ5dGVzGAIgASgMUgVieXRlcyIoChJDbG9zZVNvY2tldFJlcXVlc3QSEgoEY29ubhgBIAEoCVIEY29ubiKCAQoTQXV0aGVu\
                dGljYXRlUmVxdWVzdBISCgRjb25uGAEgASgJUgRjb25uEjsKCmNsaWVudGluZm8YAiABKAsyGy5lbXF4LmV4cHJvdG8udjEuQ2xpZW50SW5mb1IKY2xpZW50\
                aW5mbxIaCghwYXNzd29yZBgDIAEoCVIIcGFzc3dvcmQibgoMVGltZXJSZXF1ZXN0EhIKBGNvbm4YASABKAlSBGNvbm4SLgoEdHlwZRgCIAEoDjIaLmVtcXgu\
                ZXhwcm90by52MS5UaW1lclR5cGVSBHR5cGUSGgoIaW50ZXJ2YWwYAyABKA1SCGludGVydmFsImYKDlB1Ymxpc2hSZXF1ZXN0EhIKBGNvbm4YASABKAlSBGNv\
                bm4SFAoFdG9waWMYAiABKAlSBXRvcGljEhAKA3FvcxgDIAEoDVIDcW9zEhgKB3BheWxvYWQYBCABKAxSB3BheWxvYWQiVQoRUmF3UHVibGlzaFJlcXVlc3QS\
                FAoFdG9waWMYASABKAlSBXRvcGljEhAKA3FvcxgCIAEoDVIDcW9zEhgKB3BheWxvYWQYAyABKAxSB3BheWxvYWQiTgoQU3Vic2NyaWJlUmVxdWVzdBISCgRj\
                b25uGAEgASgJUgRjb25uEhQKBXRvcGljGAIgASgJUgV0b3BpYxIQCgNxb3MYAyABKA1SA3FvcyI+ChJVbnN1YnNjcmliZVJlcXVlc3QSEgoEY29ubhgBIAEo\
                CVIEY29ubhIUCgV0b3BpYxgCIAEoCVIFdG9waWMiYQoUU29ja2V0Q3JlYXRlZFJlcXVlc3QSEgoEY29ubhgBIAEoCVIEY29ubhI1Cghjb25uaW5mbxgCIAEo\
                CzIZLmVtcXguZXhwcm90by52MS5Db25uSW5mb1IIY29ubmluZm8iQQoTU29ja2V0Q2xvc2VkUmVxdWVzdBISCgRjb25uGAEgASgJUgRjb25uEhYKBnJlYXNv\
                bhgCIAEoCVIGcmVhc29uIkAKFFJlY2VpdmVkQnl0ZXNSZXF1ZXN0EhIKBGNvbm4YASABKAlSBGNvbm4SFAoFYnl0ZXMYAiABKAxSBWJ5dGVzIlkKE1RpbWVy\
                VGltZW91dFJlcXVlc3QSEgoEY29ubhgBIAEoCVIEY29ubhIuCgR0eXBlGAIgASgOMhouZW1xeC5leHByb3RvLnYxLlRpbWVyVHlwZVIEdHlwZSJjChdSZWNl\
                aXZlZE1lc3NhZ2VzUmVxdWVzdBISCgRjb25uGAEgASgJUgRjb25uEjQKCG1lc3NhZ2VzGAIgAygLMhguZW1xeC5leHByb3RvLnYxLk1lc3NhZ2VSCG1lc3Nh\
                Z2VzIu0BCghDb25uSW5mbxI3Cghzb2NrdHlwZRgBIAEoDjIbLmVtcXguZXhwcm90by52MS5Tb2NrZXRUeXBlUghzb2NrdHlwZRI0CghwZWVybmFtZRgCIAEo\
                CzIYLmVtcXguZXhwcm90by52MS5BZGRyZXNzUghwZWVybmFtZRI0Cghzb2NrbmFtZRgDIAEoCzIYLmVtcXguZXhwcm90by52MS5BZGRyZXNzUghzb2NrbmFt\
                ZRI8CghwZWVyY2VydBgEIAEoCzIgLmVtcXguZXhwcm90by52MS5DZXJ0aWZpY2F0ZUluZm9SCHBlZXJjZXJ0IjEKB0FkZHJlc3MSEgoEaG9zdBgBIAEoCVIE\
                aG9zdBISCgRwb3J0GAIgASgNUgRwb3J0IjEKD0NlcnRpZmljYXRlSW5mbxIOCgJjbhgBIAEoCVICY24SDgoCZG4YAiABKAlSAmRuIqABCgpDbGllbnRJbmZv\
                Eh0KCnByb3RvX25hbWUYASABKAlSCXByb3RvTmFtZRIbCglwcm90b192ZXIYAiABKAlSCHByb3RvVmVyEhoKCGNsaWVudGlkGAMgASgJUghjbGllbnRpZBIa\
                Cgh1c2VybmFtZRgEIAEoCVIIdXNlcm5hbWUSHgoKbW91bnRwb2ludBgFIAEoCVIKbW91bnRwb2ludCKhAQoHTWVzc2FnZRISCgRub2RlGAEgASgJUgRub2Rl\
                Eg4KAmlkGAIgASgJUgJpZBIQCgNxb3MYAyABKA1SA3FvcxISCgRmcm9tGAQgASgJUgRmcm9tEhQKBXRvcGljGAUgASgJUgV0b3BpYxIYCgdwYXlsb2FkGAYg\
                ASgMUgdwYXlsb2FkEhwKCXRpbWVzdGFtcBgHIAEoBFIJdGltZXN0YW1wKooBCgpSZXN1bHRDb2RlEgsKB1NVQ0NFU1MQABILCgdVTktOT1dOEAESGgoWQ09O\
                Tl9QUk9DRVNTX05PVF9BTElWRRACEhoKFlJFUVVJUkVEX1BBUkFNU19NSVNTRUQQAxIVChFQQVJBTVNfVFlQRV9FUlJPUhAEEhMKD1BFUk1JU1NJT05fREVO\
                WRAFKhoKCVRpbWVyVHlwZRINCglLRUVQQUxJVkUQACoxCgpTb2NrZXRUeXBlEgcKA1RDUBAAEgcKA1NTTBABEgcKA1VEUBACEggKBERUTFMQAzKJBQoRQ29u\
                bmVjdGlvbkFkYXB0ZXISSAoEU2VuZBIhLmVtcXguZXhwcm90by52MS5TZW5kQnl0ZXNSZXF1ZXN0Gh0uZW1xeC5leHByb3RvLnYxLkNvZGVSZXNwb25zZRJL\
                CgVDbG9zZRIjLmVtcXguZXhwcm90by52MS5DbG9zZVNvY2tldFJlcXVlc3QaHS5lbXF4LmV4cHJvdG8udjEuQ29kZVJlc3BvbnNlElMKDEF1dGhlbnRpY2F0\
                ZRIkLmVtcXguZXhwcm90by52MS5BdXRoZW50aWNhdGVSZXF1ZXN0Gh0uZW1xeC5leHByb3RvLnYxLkNvZGVSZXNwb25zZRJKCgpTdGFydFRpbWVyEh0uZW1x\
                eC5leHByb3RvLnYxLlRpbWVyUmVxdWVzdBodLmVtcXguZXhwcm90by52MS5Db2RlUmVzcG9uc2USSQoHUHVibGlzaBIfLmVtcXguZXhwcm90by52MS5QdWJs\
                aXNoUmVxdWVzdBodLmVtcXguZXhwcm90by52MS5Db2RlUmVzcG9uc2USTQoJU3Vic2NyaWJlEiEuZW1xeC5leHByb3RvLnYxLlN1YnNjcmliZVJlcXVlc3Qa\
                HS5lbXF4LmV4cHJvdG8udjEuQ29kZVJlc3BvbnNlElEKC1Vuc3Vic2NyaWJlEiMuZW1xeC5leHByb3RvLnYxLlVuc3Vic2NyaWJlUmVxdWVzdBodLmVtcXgu\
                ZXhwcm90by52MS5Db2RlUmVzcG9uc2USTwoKUmF3UHVibGlzaBIiLmVtcXguZXhwcm90by52MS5SYXdQdWJsaXNoUmVxdWVzdBodLmVtcXguZXhwcm90by52\
                MS5Db2RlUmVzcG9uc2Uy3AMKEUNvbm5lY3Rpb25IYW5kbGVyElkKD09uU29ja2V0Q3JlYXRlZBIlLmVtcXguZXhwcm90by52MS5Tb2NrZXRDcmVhdGVkUmVx\
                dWVzdBodLmVtcXguZXhwcm90by52MS5FbXB0eVN1Y2Nlc3MoARJXCg5PblNvY2tldENsb3NlZBIkLmVtcXguZXhwcm90by52MS5Tb2NrZXRDbG9zZWRSZXF1\
                ZXN0Gh0uZW1xeC5leHByb3RvLnYxLkVtcHR5U3VjY2VzcygBElkKD09uUmVjZWl2ZWRCeXRlcxIlLmVtcXguZXhwcm90by52MS5SZWNlaXZlZEJ5dGVzUmVx\
                dWVzdBodLmVtcXguZXhwcm90by52MS5FbXB0eVN1Y2Nlc3MoARJXCg5PblRpbWVyVGltZW91dBIkLmVtcXguZXhwcm90by52MS5UaW1lclRpbWVvdXRSZXF1\
                ZXN0Gh0uZW1xeC5leHByb3RvLnYxLkVtcHR5U3VjY2VzcygBEl8KEk9uUmVjZWl2ZWRNZXNzYWdlcxIoLmVtcXguZXhwcm90by52MS5SZWNlaXZlZE1lc3Nh\
                Z2VzUmVxdWVzdBodLmVtcXguZXhwcm90by52MS5FbXB0eVN1Y2Nlc3MoATLXAwoWQ29ubmVjdGlvblVuYXJ5SGFuZGxlchJXCg9PblNvY2tldENyZWF0ZWQS\
                JS5lbXF4LmV4cHJvdG8udjEuU29ja2V0Q3JlYXRlZFJlcXVlc3QaHS5lbXF4LmV4cHJvdG8udjEuRW1wdHlTdWNjZXNzElUKDk9uU29ja2V0Q2xvc2VkEiQu\
                ZW1xeC5leHByb3RvLnYxLlNvY2tldENsb3NlZFJlcXVlc3QaHS5lbXF4LmV4cHJvdG8udjEuRW1wdHlTdWNjZXNzElcKD09uUmVjZWl2ZWRCeXRlcxIlLmVt\
                cXguZXhwcm90by52MS5SZWNlaXZlZEJ5dGVzUmVxdWVzdBodLmVtcXguZXhwcm90by52MS5FbXB0eVN1Y2Nlc3MSVQoOT25UaW1lclRpbWVvdXQSJC5lbXF4\
                LmV4cHJvdG8udjEuVGltZXJUaW1lb3V0UmVxdWVzdBodLmVtcXguZXhwcm90by52MS5FbXB0eVN1Y2Nlc3MSXQoST25SZWNlaXZlZE1lc3NhZ2VzEiguZW1x\
                eC5leHByb3RvLnYxLlJlY2VpdmVkTWVzc2FnZXNSZXF1ZXN0Gh0uZW1xeC5leHByb3RvLnYxLkVtcHR5U3VjY2Vzc2IGcHJvdG8z
                """,
            symbols: """
                emqx.exproto.v1.Address emqx.exproto.v1.Address.host emqx.exproto.v1.Address.port emqx.exproto.v1.AuthenticateRequest em\
                qx.exproto.v1.AuthenticateRequest.clientinfo emqx.exproto.v1.AuthenticateRequest.conn emqx.exproto.v1.AuthenticateReques\
                t.password emqx.exproto.v1.CONN_PROCESS_NOT_ALIVE emqx.exproto.v1.CertificateInfo emqx.exproto.v1.CertificateInfo.cn emq\
                x.exproto.v1.CertificateInfo.dn emqx.exproto.v1.ClientInfo emqx.exproto.v1.ClientInfo.clientid emqx.exproto.v1.ClientInf\
                o.mountpoint emqx.exproto.v1.ClientInfo.proto_name emqx.exproto.v1.ClientInfo.proto_ver emqx.exproto.v1.ClientInfo.usern\
                ame emqx.exproto.v1.CloseSocketRequest emqx.exproto.v1.CloseSocketRequest.conn emqx.exproto.v1.CodeResponse emqx.exproto\
                .v1.CodeResponse.code emqx.exproto.v1.CodeResponse.message emqx.exproto.v1.ConnInfo emqx.exproto.v1.ConnInfo.peercert em\
                qx.exproto.v1.ConnInfo.peername emqx.exproto.v1.ConnInfo.sockname emqx.exproto.v1.ConnInfo.socktype emqx.exproto.v1.Conn\
                ectionAdapter emqx.exproto.v1.ConnectionAdapter.Authenticate emqx.exproto.v1.ConnectionAdapter.Close emqx.exproto.v1.Con\
                nectionAdapter.Publish emqx.exproto.v1.ConnectionAdapter.RawPublish emqx.exproto.v1.ConnectionAdapter.Send emqx.exproto.\
                v1.ConnectionAdapter.StartTimer emqx.exproto.v1.ConnectionAdapter.Subscribe emqx.exproto.v1.ConnectionAdapter.Unsubscrib\
                e emqx.exproto.v1.ConnectionHandler emqx.exproto.v1.ConnectionHandler.OnReceivedBytes emqx.exproto.v1.ConnectionHandler.\
                OnReceivedMessages emqx.exproto.v1.ConnectionHandler.OnSocketClosed emqx.exproto.v1.ConnectionHandler.OnSocketCreated em\
                qx.exproto.v1.ConnectionHandler.OnTimerTimeout emqx.exproto.v1.ConnectionUnaryHandler emqx.exproto.v1.ConnectionUnaryHan\
                dler.OnReceivedBytes emqx.exproto.v1.ConnectionUnaryHandler.OnReceivedMessages emqx.exproto.v1.ConnectionUnaryHandler.On\
                SocketClosed emqx.exproto.v1.ConnectionUnaryHandler.OnSocketCreated emqx.exproto.v1.ConnectionUnaryHandler.OnTimerTimeou\
                t emqx.exproto.v1.DTLS emqx.exproto.v1.EmptySuccess emqx.exproto.v1.KEEPALIVE emqx.exproto.v1.Message emqx.exproto.v1.Me\
                ssage.from emqx.exproto.v1.Message.id emqx.exproto.v1.Message.node emqx.exproto.v1.Message.payload emqx.exproto.v1.Messa\
                ge.qos emqx.exproto.v1.Message.timestamp emqx.exproto.v1.Message.topic emqx.exproto.v1.PARAMS_TYPE_ERROR emqx.exproto.v1\
                .PERMISSION_DENY emqx.exproto.v1.PublishRequest emqx.exproto.v1.PublishRequest.conn emqx.exproto.v1.PublishRequest.paylo\
                ad emqx.exproto.v1.PublishRequest.qos emqx.exproto.v1.PublishRequest.topic emqx.exproto.v1.REQUIRED_PARAMS_MISSED emqx.e\
                xproto.v1.RawPublishRequest emqx.exproto.v1.RawPublishRequest.payload emqx.exproto.v1.RawPublishRequest.qos emqx.exproto\
                .v1.RawPublishRequest.topic emqx.exproto.v1.ReceivedBytesRequest emqx.exproto.v1.ReceivedBytesRequest.bytes emqx.exproto\
                .v1.ReceivedBytesRequest.conn emqx.exproto.v1.ReceivedMessagesRequest emqx.exproto.v1.ReceivedMessagesRequest.conn emqx.\
                exproto.v1.ReceivedMessagesRequest.messages emqx.exproto.v1.ResultCode emqx.exproto.v1.SSL emqx.exproto.v1.SUCCESS emqx.\
                exproto.v1.SendBytesRequest emqx.exproto.v1.SendBytesRequest.bytes emqx.exproto.v1.SendBytesRequest.conn emqx.exproto.v1\
                .SocketClosedRequest emqx.exproto.v1.SocketClosedRequest.conn emqx.exproto.v1.SocketClosedRequest.reason emqx.exproto.v1\
                .SocketCreatedRequest emqx.exproto.v1.SocketCreatedRequest.conn emqx.exproto.v1.SocketCreatedRequest.conninfo emqx.expro\
                to.v1.SocketType emqx.exproto.v1.SubscribeRequest emqx.exproto.v1.SubscribeRequest.conn emqx.exproto.v1.SubscribeRequest\
                .qos emqx.exproto.v1.SubscribeRequest.topic emqx.exproto.v1.TCP emqx.exproto.v1.TimerRequest emqx.exproto.v1.TimerReques\
                t.conn emqx.exproto.v1.TimerRequest.interval emqx.exproto.v1.TimerRequest.type emqx.exproto.v1.TimerTimeoutRequest emqx.\
                exproto.v1.TimerTimeoutRequest.conn emqx.exproto.v1.TimerTimeoutRequest.type emqx.exproto.v1.TimerType emqx.exproto.v1.U\
                DP emqx.exproto.v1.UNKNOWN emqx.exproto.v1.UnsubscribeRequest emqx.exproto.v1.UnsubscribeRequest.conn emqx.exproto.v1.Un\
                subscribeRequest.topic
                """
        ),
        FileDescriptor(
            name: "grpc/health/v1/health.proto",
            base64: """
                ChtncnBjL2hlYWx0aC92MS9oZWFsdGgucHJvdG8SDmdycGMuaGVhbHRoLnYxIi4KEkhlYWx0aENoZWNrUmVxdWVzdBIYCgdzZXJ2aWNlGAEgASgJUgdzZXJ2\
                aWNlIrEBChNIZWFsdGhDaGVja1Jlc3BvbnNlEkkKBnN0YXR1cxgBIAEoDjIxLmdycGMuaGVhbHRoLnYxLkhlYWx0aENoZWNrUmVzcG9uc2UuU2VydmluZ1N0\
                YXR1c1IGc3RhdHVzIk8KDVNlcnZpbmdTdGF0dXMSCwoHVU5LTk9XThAAEgsKB1NFUlZJTkcQARIPCgtOT1RfU0VSVklORxACEhMKD1NFUlZJQ0VfVU5LTk9X\
                ThADMq4BCgZIZWFsdGgSUAoFQ2hlY2sSIi5ncnBjLmhlYWx0aC52MS5IZWFsdGhDaGVja1JlcXVlc3QaIy5ncnBjLmhlYWx0aC52MS5IZWFsdGhDaGVja1Jl\
                c3BvbnNlElIKBVdhdGNoEiIuZ3JwYy5oZWFsdGgudjEuSGVhbHRoQ2hlY2tSZXF1ZXN0GiMuZ3JwYy5oZWFsdGgudjEuSGVhbHRoQ2hlY2tSZXNwb25zZTAB\
                YgZwcm90bzM=
                """,
            symbols: """
                grpc.health.v1.Health grpc.health.v1.Health.Check grpc.health.v1.Health.Watch grpc.health.v1.HealthCheckRequest grpc.hea\
                lth.v1.HealthCheckRequest.service grpc.health.v1.HealthCheckResponse grpc.health.v1.HealthCheckResponse.NOT_SERVING grpc\
                .health.v1.HealthCheckResponse.SERVICE_UNKNOWN grpc.health.v1.HealthCheckResponse.SERVING grpc.health.v1.HealthCheckResp\
                onse.ServingStatus grpc.health.v1.HealthCheckResponse.UNKNOWN grpc.health.v1.HealthCheckResponse.status
                """
        ),
        FileDescriptor(
            name: "grpc/reflection/v1/reflection.proto",
            base64: """
                CiNncnBjL3JlZmxlY3Rpb24vdjEvcmVmbGVjdGlvbi5wcm90bxISZ3JwYy5yZWZsZWN0aW9uLnYxIvMCChdTZXJ2ZXJSZWZsZWN0aW9uUmVxdWVzdBISCgRo\
                b3N0GAEgASgJUgRob3N0EioKEGZpbGVfYnlfZmlsZW5hbWUYAyABKAlIAFIOZmlsZUJ5RmlsZW5hbWUSNgoWZmlsZV9jb250YWluaW5nX3N5bWJvbBgEIAEo\
                CUgAUhRmaWxlQ29udGFpbmluZ1N5bWJvbBJiChlmaWxlX2NvbnRhaW5pbmdfZXh0ZW5zaW9uGAUgASgLMiQuZ3JwYy5yZWZsZWN0aW9uLnYxLkV4dGVuc2lv\
                blJlcXVlc3RIAFIXZmlsZUNvbnRhaW5pbmdFeHRlbnNpb24SQgodYWxsX2V4dGVuc2lvbl9udW1iZXJzX29mX3R5cGUYBiABKAlIAFIZYWxsRXh0ZW5zaW9u\
                TnVtYmVyc09mVHlwZRIlCg1saXN0X3NlcnZpY2VzGAcgASgJSABSDGxpc3RTZXJ2aWNlc0IRCg9tZXNzYWdlX3JlcXVlc3QiZgoQRXh0ZW5zaW9uUmVxdWVz\
                dBInCg9jb250YWluaW5nX3R5cGUYASABKAlSDmNvbnRhaW5pbmdUeXBlEikKEGV4dGVuc2lvbl9udW1iZXIYAiABKAVSD2V4dGVuc2lvbk51bWJlciKuBAoY\
                U2VydmVyUmVmbGVjdGlvblJlc3BvbnNlEh0KCnZhbGlkX2hvc3QYASABKAlSCXZhbGlkSG9zdBJWChBvcmlnaW5hbF9yZXF1ZXN0GAIgASgLMisuZ3JwYy5y\
                ZWZsZWN0aW9uLnYxLlNlcnZlclJlZmxlY3Rpb25SZXF1ZXN0Ug9vcmlnaW5hbFJlcXVlc3QSZgoYZmlsZV9kZXNjcmlwdG9yX3Jlc3BvbnNlGAQgASgLMiou\
                Z3JwYy5yZWZsZWN0aW9uLnYxLkZpbGVEZXNjcmlwdG9yUmVzcG9uc2VIAFIWZmlsZURlc2NyaXB0b3JSZXNwb25zZRJyCh5hbGxfZXh0ZW5zaW9uX251bWJl\
                cnNfcmVzcG9uc2UYBSABKAsyKy5ncnBjLnJlZmxlY3Rpb24udjEuRXh0ZW5zaW9uTnVtYmVyUmVzcG9uc2VIAFIbYWxsRXh0ZW5zaW9uTnVtYmVyc1Jlc3Bv\
                bnNlEl8KFmxpc3Rfc2VydmljZXNfcmVzcG9uc2UYBiABKAsyJy5ncnBjLnJlZmxlY3Rpb24udjEuTGlzdFNlcnZpY2VSZXNwb25zZUgAUhRsaXN0U2Vydmlj\
                ZXNSZXNwb25zZRJKCg5lcnJvcl9yZXNwb25zZRgHIAEoCzIhLmdycGMucmVmbGVjdGlvbi52MS5FcnJvclJlc3BvbnNlSABSDWVycm9yUmVzcG9uc2VCEgoQ\
                bWVzc2FnZV9yZXNwb25zZSJMChZGaWxlRGVzY3JpcHRvclJlc3BvbnNlEjIKFWZpbGVfZGVzY3JpcHRvcl9wcm90bxgBIAMoDFITZmlsZURlc2NyaXB0b3JQ\
                cm90byJqChdFeHRlbnNpb25OdW1iZXJSZXNwb25zZRIkCg5iYXNlX3R5cGVfbmFtZRgBIAEoCVIMYmFzZVR5cGVOYW1lEikKEGV4dGVuc2lvbl9udW1iZXIY\
                AiADKAVSD2V4dGVuc2lvbk51bWJlciJUChNMaXN0U2VydmljZVJlc3BvbnNlEj0KB3NlcnZpY2UYASADKAsyIy5ncnBjLnJlZmxlY3Rpb24udjEuU2Vydmlj\
                ZVJlc3BvbnNlUgdzZXJ2aWNlIiUKD1NlcnZpY2VSZXNwb25zZRISCgRuYW1lGAEgASgJUgRuYW1lIlMKDUVycm9yUmVzcG9uc2USHQoKZXJyb3JfY29kZRgB\
                IAEoBVIJZXJyb3JDb2RlEiMKDWVycm9yX21lc3NhZ2UYAiABKAlSDGVycm9yTWVzc2FnZTKJAQoQU2VydmVyUmVmbGVjdGlvbhJ1ChRTZXJ2ZXJSZWZsZWN0\
                aW9uSW5mbxIrLmdycGMucmVmbGVjdGlvbi52MS5TZXJ2ZXJSZWZsZWN0aW9uUmVxdWVzdBosLmdycGMucmVmbGVjdGlvbi52MS5TZXJ2ZXJSZWZsZWN0aW9u\
                UmVzcG9uc2UoATABYgZwcm90bzM=
                """,
            symbols: """
                grpc.reflection.v1.ErrorResponse grpc.reflection.v1.ErrorResponse.error_code grpc.reflection.v1.ErrorResponse.error_mess\
                age grpc.reflection.v1.ExtensionNumberResponse grpc.reflection.v1.ExtensionNumberResponse.base_type_name grpc.reflection\
                .v1.ExtensionNumberResponse.extension_number grpc.reflection.v1.ExtensionRequest grpc.reflection.v1.ExtensionRequest.con\
                taining_type grpc.reflection.v1.ExtensionRequest.extension_number grpc.reflection.v1.FileDescriptorResponse grpc.reflect\
                ion.v1.FileDescriptorResponse.file_descriptor_proto grpc.reflection.v1.ListServiceResponse grpc.reflection.v1.ListServic\
                eResponse.service grpc.reflection.v1.ServerReflection grpc.reflection.v1.ServerReflection.ServerReflectionInfo grpc.refl\
                ection.v1.ServerReflectionRequest grpc.reflection.v1.ServerReflectionRequest.all_extension_numbers_of_type grpc.reflecti\
                on.v1.ServerReflectionRequest.file_by_filename grpc.reflection.v1.ServerReflectionRequest.file_containing_extension grpc\
                .reflection.v1.ServerReflectionRequest.file_containing_symbol grpc.reflection.v1.ServerReflectionRequest.host grpc.refle\
                ction.v1.ServerReflectionRequest.list_services grpc.reflection.v1.ServerReflectionRequest.message_request grpc.reflectio\
                n.v1.ServerReflectionResponse grpc.reflection.v1.ServerReflectionResponse.all_extension_numbers_response grpc.reflection\
                .v1.ServerReflectionResponse.error_response grpc.reflection.v1.ServerReflectionResponse.file_descriptor_response grpc.re\
                flection.v1.ServerReflectionResponse.list_services_response grpc.reflection.v1.ServerReflectionResponse.message_response\
                 grpc.reflection.v1.ServerReflectionResponse.original_request grpc.reflection.v1.ServerReflectionResponse.valid_host grp\
                c.reflection.v1.ServiceResponse grpc.reflection.v1.ServiceResponse.name
                """
        ),
        FileDescriptor(
            name: "grpc/reflection/v1alpha/reflection.proto",
            base64: """
                CihncnBjL3JlZmxlY3Rpb24vdjFhbHBoYS9yZWZsZWN0aW9uLnByb3RvEhdncnBjLnJlZmxlY3Rpb24udjFhbHBoYSL4AgoXU2VydmVyUmVmbGVjdGlvblJl\
                cXVlc3QSEgoEaG9zdBgBIAEoCVIEaG9zdBIqChBmaWxlX2J5X2ZpbGVuYW1lGAMgASgJSABSDmZpbGVCeUZpbGVuYW1lEjYKFmZpbGVfY29udGFpbmluZ19z\
                eW1ib2wYBCABKAlIAFIUZmlsZUNvbnRhaW5pbmdTeW1ib2wSZwoZZmlsZV9jb250YWluaW5nX2V4dGVuc2lvbhgFIAEoCzIpLmdycGMucmVmbGVjdGlvbi52\
                MWFscGhhLkV4dGVuc2lvblJlcXVlc3RIAFIXZmlsZUNvbnRhaW5pbmdFeHRlbnNpb24SQgodYWxsX2V4dGVuc2lvbl9udW1iZXJzX29mX3R5cGUYBiABKAlI\
                AFIZYWxsRXh0ZW5zaW9uTnVtYmVyc09mVHlwZRIlCg1saXN0X3NlcnZpY2VzGAcgASgJSABSDGxpc3RTZXJ2aWNlc0IRCg9tZXNzYWdlX3JlcXVlc3QiZgoQ\
                RXh0ZW5zaW9uUmVxdWVzdBInCg9jb250YWluaW5nX3R5cGUYASABKAlSDmNvbnRhaW5pbmdUeXBlEikKEGV4dGVuc2lvbl9udW1iZXIYAiABKAVSD2V4dGVu\
                c2lvbk51bWJlciLHBAoYU2VydmVyUmVmbGVjdGlvblJlc3BvbnNlEh0KCnZhbGlkX2hvc3QYASABKAlSCXZhbGlkSG9zdBJbChBvcmlnaW5hbF9yZXF1ZXN0\
                GAIgASgLMjAuZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuU2VydmVyUmVmbGVjdGlvblJlcXVlc3RSD29yaWdpbmFsUmVxdWVzdBJrChhmaWxlX2Rlc2NyaXB0\
                b3JfcmVzcG9uc2UYBCABKAsyLy5ncnBjLnJlZmxlY3Rpb24udjFhbHBoYS5GaWxlRGVzY3JpcHRvclJlc3BvbnNlSABSFmZpbGVEZXNjcmlwdG9yUmVzcG9u\
                c2USdwoeYWxsX2V4dGVuc2lvbl9udW1iZXJzX3Jlc3BvbnNlGAUgASgLMjAuZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuRXh0ZW5zaW9uTnVtYmVyUmVzcG9u\
                c2VIAFIbYWxsRXh0ZW5zaW9uTnVtYmVyc1Jlc3BvbnNlEmQKFmxpc3Rfc2VydmljZXNfcmVzcG9uc2UYBiABKAsyLC5ncnBjLnJlZmxlY3Rpb24udjFhbHBo\
                YS5MaXN0U2VydmljZVJlc3BvbnNlSABSFGxpc3RTZXJ2aWNlc1Jlc3BvbnNlEk8KDmVycm9yX3Jlc3BvbnNlGAcgASgLMiYuZ3JwYy5yZWZsZWN0aW9uLnYx\
                YWxwaGEuRXJyb3JSZXNwb25zZUgAUg1lcnJvclJlc3BvbnNlQhIKEG1lc3NhZ2VfcmVzcG9uc2UiTAoWRmlsZURlc2NyaXB0b3JSZXNwb25zZRIyChVmaWxl\
                X2Rlc2NyaXB0b3JfcHJvdG8YASADKAxSE2ZpbGVEZXNjcmlwdG9yUHJvdG8iagoXRXh0ZW5zaW9uTnVtYmVyUmVzcG9uc2USJAoOYmFzZV90eXBlX25hbWUY\
                ASABKAlSDGJhc2VUeXBlTmFtZRIpChBleHRlbnNpb25fbnVtYmVyGAIgAygFUg9leHRlbnNpb25OdW1iZXIiWQoTTGlzdFNlcnZpY2VSZXNwb25zZRJCCgdz\
                ZXJ2aWNlGAEgAygLMiguZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuU2VydmljZVJlc3BvbnNlUgdzZXJ2aWNlIiUKD1NlcnZpY2VSZXNwb25zZRISCgRuYW1l\
                GAEgASgJUgRuYW1lIlMKDUVycm9yUmVzcG9uc2USHQoKZXJyb3JfY29kZRgBIAEoBVIJZXJyb3JDb2RlEiMKDWVycm9yX21lc3NhZ2UYAiABKAlSDGVycm9y\
                TWVzc2FnZTKTAQoQU2VydmVyUmVmbGVjdGlvbhJ/ChRTZXJ2ZXJSZWZsZWN0aW9uSW5mbxIwLmdycGMucmVmbGVjdGlvbi52MWFscGhhLlNlcnZlclJlZmxl\
                Y3Rpb25SZXF1ZXN0GjEuZ3JwYy5yZWZsZWN0aW9uLnYxYWxwaGEuU2VydmVyUmVmbGVjdGlvblJlc3BvbnNlKAEwAWIGcHJvdG8z
                """,
            symbols: """
                grpc.reflection.v1alpha.ErrorResponse grpc.reflection.v1alpha.ErrorResponse.error_code grpc.reflection.v1alpha.ErrorResp\
                onse.error_message grpc.reflection.v1alpha.ExtensionNumberResponse grpc.reflection.v1alpha.ExtensionNumberResponse.base_\
                type_name grpc.reflection.v1alpha.ExtensionNumberResponse.extension_number grpc.reflection.v1alpha.ExtensionRequest grpc\
                .reflection.v1alpha.ExtensionRequest.containing_type grpc.reflection.v1alpha.ExtensionRequest.extension_number grpc.refl\
                ection.v1alpha.FileDescriptorResponse grpc.reflection.v1alpha.FileDescriptorResponse.file_descriptor_proto grpc.reflecti\
                on.v1alpha.ListServiceResponse grpc.reflection.v1alpha.ListServiceResponse.service grpc.reflection.v1alpha.ServerReflect\
                ion grpc.reflection.v1alpha.ServerReflection.ServerReflectionInfo grpc.reflection.v1alpha.ServerReflectionRequest grpc.r\
                eflection.v1alpha.ServerReflectionRequest.all_extension_numbers_of_type grpc.reflection.v1alpha.ServerReflectionRequest.\
                file_by_filename grpc.reflection.v1alpha.ServerReflectionRequest.file_containing_extension grpc.reflection.v1alpha.Serve\
                rReflectionRequest.file_containing_symbol grpc.reflection.v1alpha.ServerReflectionRequest.host grpc.reflection.v1alpha.S\
                erverReflectionRequest.list_services grpc.reflection.v1alpha.ServerReflectionRequest.message_request grpc.reflection.v1a\
                lpha.ServerReflectionResponse grpc.reflection.v1alpha.ServerReflectionResponse.all_extension_numbers_response grpc.refle\
                ction.v1alpha.ServerReflectionResponse.error_response grpc.reflection.v1alpha.ServerReflectionResponse.file_descriptor_r\
                esponse grpc.reflection.v1alpha.ServerReflectionResponse.list_services_response grpc.reflection.v1alpha.ServerReflection\
                Response.message_response grpc.reflection.v1alpha.ServerReflectionResponse.original_request grpc.reflection.v1alpha.Serv\
                erReflectionResponse.valid_host grpc.reflection.v1alpha.ServiceResponse grpc.reflection.v1alpha.ServiceResponse.name
                """
        ),
    ]
}
