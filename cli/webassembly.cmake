# The command line in a page: build/wasm/cli/presave-cli.{js,wasm}, over files in memory. The workbench asks it what a
# person would ask `presave compile`, `lint` and `test`. The libraries it stands on throw, the engine does not.
foreach(target presave_yaml presave_pugixml presave_metadata presave_cli presave)
  target_compile_options(${target} PRIVATE -fexceptions -O2)
  target_compile_options(${target} PRIVATE -UJSON_NOEXCEPTION)
endforeach()
# One nlohmann/json for the whole program: the one that throws.
set_property(SOURCE ${PROJECT_SOURCE_DIR}/engine/door/coverage.cpp ${PROJECT_SOURCE_DIR}/engine/bundle/write_bundle.cpp
  TARGET_DIRECTORY presave_engine APPEND PROPERTY COMPILE_OPTIONS -fexceptions -UJSON_NOEXCEPTION)
set_target_properties(presave PROPERTIES OUTPUT_NAME presave-cli)
target_link_options(presave PRIVATE -fexceptions -O3 -flto
  -sMODULARIZE=1 -sEXPORT_NAME=createPresaveCommandLine -sINVOKE_RUN=0 -sEXIT_RUNTIME=0
  -sEXPORTED_RUNTIME_METHODS=callMain,FS -sFORCE_FILESYSTEM=1
  -sENVIRONMENT=web,worker -sINCOMING_MODULE_JS_API=instantiateWasm,print,printErr -sDYNAMIC_EXECUTION=0
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16MB -sMAXIMUM_MEMORY=1GB -sTOTAL_STACK=2MB -Wl,--stack-first)
